import { chosenOnce } from '../../db/chosenOnce.ts';
import type { Core } from '../core.ts';

/** How long the log keeps what is through or given up. */
const KEPT_DAYS = 30;
const AT_ONCE = 2000;

/** Removes a batch of the log's oldest; returns how many. */
export async function pruneWebhookDeliveries(core: Core): Promise<number> {
  const deleted = await core.db.query(
    `${chosenOnce(
      `select workspace_id, id from webhook_deliveries
       where status <> 'queued' and created_at < now() - make_interval(days => $1) order by created_at limit $2
       for update`,
    )}
     delete from webhook_deliveries d using chosen c where (d.workspace_id, d.id) = (c.workspace_id, c.id)`,
    [KEPT_DAYS, AT_ONCE],
  );
  return deleted.rowCount ?? 0;
}
