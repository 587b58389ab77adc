import type { Core } from '../core.ts';

/** How long the log keeps what is through or given up. */
const KEPT_DAYS = 30;
const AT_ONCE = 2000;

/** Removes a batch of the log's oldest; returns how many. */
export async function pruneWebhookDeliveries(core: Core): Promise<number> {
  const deleted = await core.db.query(
    `with old as materialized (
       select workspace_id, id from webhook_deliveries
       where status <> 'queued' and created_at < now() - make_interval(days => $1) order by created_at limit $2
       for update skip locked)
     delete from webhook_deliveries d using old where (d.workspace_id, d.id) = (old.workspace_id, old.id)`,
    [KEPT_DAYS, AT_ONCE],
  );
  return deleted.rowCount ?? 0;
}
