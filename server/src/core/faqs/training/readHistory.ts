import type { Db } from '../../../db/transaction.ts';

/** The last so many entries of a workspace are looked at, whatever they are, so that the work is bounded. */
const MOST_ENTRIES = 60_000;
/** So many messages are taken of each language at most, which is what the engine learns from. */
const MOST_OF_LANGUAGE = 6000;
const MOST = 3 * MOST_OF_LANGUAGE;
/** Of one person: a word that three messages have was then written by two. */
const MOST_OF_CONTACT = 2;
/** What a conversation is about stands at its beginning. */
const LAST_SEQ = 12;
/** Shorter ones ("ok") ask for nothing; of longer ones the question stands before this. */
const LEAST_CHARACTERS = 4;
const MOST_CHARACTERS = 500;
/** What a retention rule removes within a tenth of the time that it keeps things, or within so many days, is not learnt any more. */
const MOST_DAYS_AHEAD = 7;

/**
 * From when on past messages are learnt from; null: all are. What a retention rule will remove soon is left out, so that not every
 * removal asks for another model.
 */
export async function chooseHistoryFrom(db: Pick<Db, 'query'>, workspaceId: string): Promise<Date | null> {
  const found = await db.query<{ from: Date | null }>(
    `select now() - make_interval(secs => 86400 * (resolved_conversations - least($2, resolved_conversations / 10.0))) as from
     from retention_rules where workspace_id = $1`,
    [workspaceId, MOST_DAYS_AHEAD],
  );
  return found.rows[0]?.from ?? null;
}

/**
 * What contacts wrote at the beginning of the last conversations, oldest first, without saying who: the words that customers
 * use, learnt from beside the examples. Of the inboxes where FAQs answer by themselves; where there is none, of all, since answers are suggested in
 * all. Not spam, not what was erased, not copies of a merge, not what was written before `from`.
 */
export async function readHistory(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  languages: number,
  from: Date | null,
): Promise<string[]> {
  const found = await db.query<{ text: string; contact_id: string }>(
    `with served as (select id, bot from inboxes where workspace_id = $1 and deleted_at is null),
     last as (
       select conversation_id, seq, xid, at, kind, author_kind, content, origin_id from entries where workspace_id = $1
       order by xid desc, conversation_id desc, seq desc limit $2)
     select left(e.content->>'text', ${MOST_CHARACTERS}) as text, c.contact_id
     from last e join conversations c on c.workspace_id = $1 and c.id = e.conversation_id
     where e.kind = 'message' and e.author_kind = 'contact' and e.seq <= ${LAST_SEQ} and e.content->>'kind' = 'text' and e.origin_id is null
       and char_length(btrim(e.content->>'text')) >= ${LEAST_CHARACTERS} and not c.spam
       and ($4::timestamptz is null or e.at >= $4)
       and c.inbox_id in (select id from served where bot or not exists (select from served where bot))
     order by e.xid desc, e.conversation_id desc, e.seq desc limit $3`,
    [workspaceId, MOST_ENTRIES, 2 * MOST, from],
  );
  const ofContact = new Map<string, number>();
  const few = found.rows.filter(({ contact_id }) => {
    const before = ofContact.get(contact_id) ?? 0;
    ofContact.set(contact_id, before + 1);
    return before < MOST_OF_CONTACT;
  });
  return few
    .slice(0, Math.min(MOST, MOST_OF_LANGUAGE * languages))
    .map(({ text }) => text)
    .reverse();
}
