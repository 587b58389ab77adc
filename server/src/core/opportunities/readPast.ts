import type { Db } from '../../db/transaction.ts';
import type { DismissedMessage, PlacedTurn } from './mineThread.ts';

/** So many conversations are read at most; of more, a sample that is the same each time. */
export const MOST_CONVERSATIONS = 20_000;
/** Of a longer message what is asked stands before this; of a longer conversation, before that many entries. */
const MOST_CHARACTERS = 2000;
const MOST_ENTRIES = 200;

type Db1 = Pick<Db, 'query'>;
export type Span = { workspaceId: string; since: Date; until: Date; inboxIds: string[] };

/** Which conversations are read, and of how many: no spam. Both halves of a merge are, and of the third what was written there. */
export async function choosePast(
  db: Db1,
  { workspaceId, since, until, inboxIds }: Span,
  most: number,
): Promise<{ ids: string[]; total: number }> {
  const found = await db.query<{ ids: string[] | null; total: number }>(
    `with past as (select id from conversations where workspace_id = $1 and created_at >= $2 and created_at < $3
       and (cardinality($4::uuid[]) = 0 or inbox_id = any ($4)) and not spam and contact_messages > 0),
     chosen as (select id from past order by md5(id::text) limit $5)
     select (select count(*)::int from past) as total, (select array_agg(id) from chosen) as ids`,
    [workspaceId, since, until, inboxIds, most],
  );
  return { ids: found.rows[0]!.ids ?? [], total: found.rows[0]!.total };
}

/** What was written in these, as texts; not notes, nor copies of a merge. */
export async function readTurns(db: Db1, workspaceId: string, ids: string[]): Promise<PlacedTurn[]> {
  const found = await db.query<{
    conversation_id: string;
    seq: number;
    at: Date;
    author_kind: 'contact' | 'agent' | 'bot';
    author_id: string | null;
    text: string;
  }>(
    `select conversation_id, seq, at, author_kind, author_id, left(content->>'text', ${MOST_CHARACTERS}) as text
     from entries where workspace_id = $1 and conversation_id = any ($2) and seq <= ${MOST_ENTRIES} and kind = 'message'
       and author_kind <> 'system' and content->>'kind' = 'text' and origin_id is null order by conversation_id, seq`,
    [workspaceId, ids],
  );
  return found.rows.map((row) => ({
    conversation: row.conversation_id,
    seq: row.seq,
    at: row.at.getTime(),
    author: row.author_kind,
    ...(row.author_kind === 'agent' && row.author_id && { agent: row.author_id }),
    text: row.text,
  }));
}

/** The messages by which dismissed groups are known again. */
export async function readDismissed(db: Db1, workspaceId: string): Promise<DismissedMessage[]> {
  const found = await db.query<DismissedMessage>(
    `select d.id as "dismissalId", d.language, left(e.content->>'text', ${MOST_CHARACTERS}) as text, m.first, m.part
     from opportunity_dismissals d
     join opportunity_dismissal_messages m on (m.workspace_id, m.dismissal_id) = (d.workspace_id, d.id)
     join entries e on (e.workspace_id, e.conversation_id, e.seq) = (m.workspace_id, m.conversation_id, m.seq)
     where d.workspace_id = $1 and e.content->>'kind' = 'text' order by d.id, m.conversation_id, m.seq, m.part`,
    [workspaceId],
  );
  return found.rows;
}
