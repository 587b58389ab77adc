import type { Delivery } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { type EntryRecord, type EntryRow, entryColumns, toEntryRecord } from './entryRecord.ts';

type Reader = Pick<Db, 'query'>;

/** A stretch of a conversation's log, oldest first. `more`: there is more in the direction asked for. */
export type EntriesRead = { entries: EntryRecord[]; deliveries: Delivery[]; more: boolean };

/** The newest `limit` entries below `before` (all, where it is absent), with the deliveries that touch them. */
export async function readEntriesBefore(
  db: Reader,
  workspaceId: string,
  conversationId: string,
  before: number | undefined,
  limit: number,
): Promise<EntriesRead> {
  const found = await db.query<EntryRow>({
    name: 'entries-before',
    text: `select ${entryColumns} from entries e where e.workspace_id = $1 and e.conversation_id = $2
     and e.seq < coalesce($3, 2147483647) order by e.seq desc limit $4`,
    values: [workspaceId, conversationId, before ?? null, limit],
  });
  const entries = found.rows.map(toEntryRecord).reverse();
  const first = entries[0]?.seq ?? 1;
  const deliveries = await listDeliveries(db, workspaceId, conversationId, first, entries.at(-1)?.seq ?? 0);
  return { entries, deliveries, more: first > 1 };
}

/** Up to `limit` entries above `after`. */
export async function readEntriesAfter(
  db: Reader,
  workspaceId: string,
  conversationId: string,
  after: number,
  limit: number,
): Promise<EntriesRead> {
  const found = await db.query<EntryRow>({
    name: 'entries-after',
    text: `select ${entryColumns} from entries e where e.workspace_id = $1 and e.conversation_id = $2 and e.seq > $3
     order by e.seq limit $4`,
    values: [workspaceId, conversationId, after, limit + 1],
  });
  const entries = found.rows.slice(0, limit).map(toEntryRecord);
  const deliveries = await listDeliveries(
    db,
    workspaceId,
    conversationId,
    after + 1,
    entries.at(-1)?.seq ?? after,
  );
  return { entries, deliveries, more: found.rows.length > limit };
}

export type DeliveryRow = {
  id: string;
  conversation_id: string;
  first_seq: number;
  last_seq: number;
  channel: string;
  address: string;
  carries: 'replies' | 'transcript';
  status: Delivery['status'];
  reason: string | null;
  attempts: number;
  version: number;
  updated_at: Date;
};

export const deliveryColumns = `d.id, d.conversation_id, d.first_seq, d.last_seq, d.channel, d.address, d.carries, d.status, d.reason,
  d.attempts, d.version, d.updated_at`;

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    channel: row.channel,
    address: row.address,
    ...(row.carries === 'transcript' && { carries: row.carries }),
    status: row.status,
    ...(row.reason && { reason: row.reason }),
    attempts: row.attempts,
    at: row.updated_at.toISOString(),
    version: Number(row.version),
  };
}

async function listDeliveries(
  db: Reader,
  workspaceId: string,
  conversationId: string,
  first: number,
  last: number,
): Promise<Delivery[]> {
  const found = await db.query<DeliveryRow>({
    name: 'deliveries-of-entries',
    text: `select ${deliveryColumns} from deliveries d where d.workspace_id = $1 and d.conversation_id = $2
     and d.last_seq >= $3 and d.first_seq <= $4 order by d.last_seq`,
    values: [workspaceId, conversationId, first, last],
  });
  return found.rows.map(toDelivery);
}

/** Deliveries that changed after the conversation's version `since`, whichever entries they are of. */
export async function listDeliveriesSince(
  db: Reader,
  workspaceId: string,
  conversationId: string,
  since: number,
): Promise<Delivery[]> {
  const found = await db.query<DeliveryRow>({
    name: 'deliveries-since',
    text: `select ${deliveryColumns} from deliveries d where d.workspace_id = $1 and d.conversation_id = $2 and d.version > $3
     order by d.last_seq`,
    values: [workspaceId, conversationId, since],
  });
  return found.rows.map(toDelivery);
}

/** Several at once, by id. */
export async function listDeliveriesById(
  db: Reader,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, Delivery>> {
  if (ids.length === 0) return new Map();
  const found = await db.query<DeliveryRow>(
    `select ${deliveryColumns} from deliveries d where d.workspace_id = $1 and d.id = any ($2)`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [row.id, toDelivery(row)]));
}
