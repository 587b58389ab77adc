import type { CoreTx } from '../core.ts';
import { deleteFiles } from './deleteFiles.ts';

export type RemovalCounts = Record<string, number>;

/**
 * Removes conversations wholly: their logs, deliveries, read cursors, files that nothing else shows, mails as they came,
 * jobs, and what webhooks were to be told. Whoever has one open sees it vanish. Returns what went.
 */
export async function deleteConversations(
  tx: CoreTx,
  workspaceId: string,
  ids: readonly string[],
): Promise<RemovalCounts> {
  if (ids.length === 0) return {};
  const locked = await tx.query<{ id: string; contact_id: string }>(
    'select id, contact_id from conversations where workspace_id = $1 and id = any ($2) order by id for update',
    [workspaceId, ids],
  );
  const files = await tx.query<{ id: string }>(
    `select distinct f.id from entries e join files f on f.workspace_id = e.workspace_id and f.id::text = e.content ->> 'fileId'
     where e.workspace_id = $1 and e.conversation_id = any ($2)`,
    [workspaceId, ids],
  );
  const count = async (text: string) => (await tx.query(text, [workspaceId, ids])).rowCount ?? 0;
  const counts: RemovalCounts = {
    inboundPayloads: await count(
      'delete from inbound_payloads where workspace_id = $1 and conversation_id = any ($2)',
    ),
    webhookDeliveries: await count(
      'delete from webhook_deliveries where workspace_id = $1 and conversation_id = any ($2)',
    ),
    jobs: await deleteJobs(tx, 'conversationId', ids),
    entries: await countEntries(tx, workspaceId, ids),
    conversations: await count('delete from conversations where workspace_id = $1 and id = any ($2)'),
  };
  counts.files = await deleteFiles(
    tx,
    workspaceId,
    files.rows.map((row) => row.id),
  );
  tx.announce({
    kind: 'removed',
    workspaceId,
    conversations: locked.rows.map((row) => ({ id: row.id, contactId: row.contact_id })),
  });
  return counts;
}

async function countEntries(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<number> {
  const counted = await tx.query<{ n: number }>(
    'select count(*)::int as n from entries where workspace_id = $1 and conversation_id = any ($2)',
    [workspaceId, ids],
  );
  return counted.rows[0]!.n;
}

/** Jobs that have not begun and carry one of these values in that part. */
export async function deleteJobs(tx: CoreTx, part: string, values: readonly string[]): Promise<number> {
  const deleted = await tx.query(
    `delete from graphile_worker._private_jobs where locked_at is null and payload ->> $1 = any ($2)`,
    [part, values],
  );
  return deleted.rowCount ?? 0;
}
