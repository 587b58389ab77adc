import type { Db } from '../../db/transaction.ts';
import { type EntryRow, entryColumns, toEntryRecord } from '../conversations/entryRecord.ts';
import type { Watermark } from '../conversations/readConversations.ts';
import { nameOfEntry, type RawEvent } from './eventRecord.ts';

type Reader = Pick<Db, 'query'>;

/** What `from` does not see and `to` does. */
export type Stretch = { workspaceId: string; from: Watermark; to: Watermark };

/** A stretch of fewer transactions is gathered by number and sorted; a longer one is read along the log's own key. */
const SHORT = 200_000n;

const inStretch = (
  table: string,
) => `${table}.workspace_id = $1 and ${table}.xid >= $2::xid8 and ${table}.xid < $3::xid8
  and not pg_visible_in_snapshot(${table}.xid, $4::pg_snapshot) and pg_visible_in_snapshot(${table}.xid, $5::pg_snapshot)`;

const boundsOf = ({ workspaceId, from, to }: Stretch): unknown[] => [
  workspaceId,
  String(from.xmin),
  String(to.xmax),
  from.snapshot,
  to.snapshot,
];

/** Entries by conversation and number, after the given one. Imported history is no news, nor is a merge's copy: they are left out. */
export async function readEntryEvents(
  db: Reader,
  stretch: Stretch,
  after: { conversationId: string; seq: number } | undefined,
  limit: number,
): Promise<RawEvent[]> {
  const { conversationId = '00000000-0000-0000-0000-000000000000', seq = 0 } = after ?? {};
  const isShort = stretch.to.xmax - stretch.from.xmin < SHORT;
  const found = await db.query<EntryRow>(
    `with w as ${isShort ? 'materialized' : 'not materialized'} (
       select e.workspace_id, e.conversation_id, e.seq, e.id, e.at, e.kind, e.author_kind, e.author_id, e.content, e.event
       from entries e where ${inStretch('e')} and not e.imported and e.origin_id is null)
     select ${entryColumns} from w e where (e.conversation_id, e.seq) > ($6::uuid, $7::int)
     order by e.conversation_id, e.seq limit $8`,
    [...boundsOf(stretch), conversationId, seq, limit],
  );
  return found.rows.map(toEntryRecord).map((entry) => ({
    id: entry.id,
    type: nameOfEntry(entry),
    at: entry.at,
    conversationId: entry.conversationId,
    contactId: null,
    deliveryId: null,
    entry,
    place: { stage: 1, conversationId: entry.conversationId, seq: entry.seq },
  }));
}

type FeedRow = {
  id: string;
  type: string;
  at: Date;
  contact_id: string | null;
  conversation_id: string | null;
  delivery_id: string | null;
};

/** What is told beside the logs, by number, after the given one. */
export async function readFeedEvents(
  db: Reader,
  stretch: Stretch,
  stage: 0 | 2 | 3,
  after: string,
  limit: number,
): Promise<RawEvent[]> {
  const found = await db.query<FeedRow>(
    `select f.id::text as id, f.type, f.at, f.contact_id, f.conversation_id, f.delivery_id from feed_events f
     where ${inStretch('f')} and f.stage = $6 and f.id > $7::bigint order by f.id limit $8`,
    [...boundsOf(stretch), stage, after, limit],
  );
  return found.rows.map((row) => ({
    id: `f${row.id}`,
    type: row.type,
    at: row.at.toISOString(),
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    deliveryId: row.delivery_id,
    entry: null,
    place: { stage, id: row.id },
  }));
}
