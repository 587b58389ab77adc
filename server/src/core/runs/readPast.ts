import type { Db } from '../../db/transaction.ts';
import type { Turn } from '../../engines/mining/turn.ts';

/** So many conversations are read at most; of more, a sample that is the same each time. */
export const MOST_CONVERSATIONS = 20_000;
/** Of a longer message what is asked stands before this; of a longer conversation, before that many entries. */
export const MOST_CHARACTERS = 2000;
const MOST_ENTRIES = 200;

/** A message with its number in the log. */
export interface PlacedTurn extends Turn {
  seq: number;
}
type Db1 = Pick<Db, 'query'>;
export type Span = { workspaceId: string; since: Date; until: Date; inboxIds: string[] };

/** Which conversations are read, and of how many: no spam. Both halves of a merge are, and of the third what was written there. */
async function choosePast(
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
async function readTurns(db: Db1, workspaceId: string, ids: string[]): Promise<PlacedTurn[]> {
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

/** Of what is chosen, so many conversations are read at once. */
const AT_ONCE = 200;

/**
 * Gives what was written in the conversations of `span` to `take`, whole conversations each, portion by portion; `onRead` hears the share
 * read. Resolves with how many there are and how many of them were read. `signal` ends it between two portions.
 */
export async function readPast(
  db: Db1,
  span: Span,
  most: number,
  signal: AbortSignal,
  take: (turns: PlacedTurn[]) => void,
  onRead: (share: number) => void,
): Promise<{ total: number; read: number }> {
  const { ids, total } = await choosePast(db, span, most);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    signal.throwIfAborted();
    take(await readTurns(db, span.workspaceId, ids.slice(from, from + AT_ONCE)));
    onRead(Math.min(1, (from + AT_ONCE) / ids.length));
  }
  return { total, read: ids.length };
}
