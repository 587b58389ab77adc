import { entryColumns, toEntryRecord } from './entryRecord.ts';
/** The newest `limit` entries below `before` (all, where it is absent), with the deliveries that touch them. */
export async function readEntriesBefore(db, workspaceId, conversationId, before, limit) {
    const found = await db.query({
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
export async function readEntriesAfter(db, workspaceId, conversationId, after, limit) {
    const found = await db.query({
        name: 'entries-after',
        text: `select ${entryColumns} from entries e where e.workspace_id = $1 and e.conversation_id = $2 and e.seq > $3
     order by e.seq limit $4`,
        values: [workspaceId, conversationId, after, limit + 1],
    });
    const entries = found.rows.slice(0, limit).map(toEntryRecord);
    const deliveries = await listDeliveries(db, workspaceId, conversationId, after + 1, entries.at(-1)?.seq ?? after);
    return { entries, deliveries, more: found.rows.length > limit };
}
export const deliveryColumns = `d.id, d.conversation_id, d.first_seq, d.last_seq, d.channel, d.address, d.status, d.reason,
  d.attempts, d.version, d.updated_at`;
export function toDelivery(row) {
    return {
        id: row.id,
        conversationId: row.conversation_id,
        firstSeq: row.first_seq,
        lastSeq: row.last_seq,
        channel: row.channel,
        address: row.address,
        status: row.status,
        ...(row.reason && { reason: row.reason }),
        attempts: row.attempts,
        at: row.updated_at.toISOString(),
        version: Number(row.version),
    };
}
async function listDeliveries(db, workspaceId, conversationId, first, last) {
    const found = await db.query({
        name: 'deliveries-of-entries',
        text: `select ${deliveryColumns} from deliveries d where d.workspace_id = $1 and d.conversation_id = $2
     and d.last_seq >= $3 and d.first_seq <= $4 order by d.last_seq`,
        values: [workspaceId, conversationId, first, last],
    });
    return found.rows.map(toDelivery);
}
/** Deliveries that changed after the conversation's version `since`, whichever entries they are of. */
export async function listDeliveriesSince(db, workspaceId, conversationId, since) {
    const found = await db.query({
        name: 'deliveries-since',
        text: `select ${deliveryColumns} from deliveries d where d.workspace_id = $1 and d.conversation_id = $2 and d.version > $3
     order by d.last_seq`,
        values: [workspaceId, conversationId, since],
    });
    return found.rows.map(toDelivery);
}
