import { chosenOnce } from '../../db/chosenOnce.ts';
import type { Core } from '../core.ts';

/** How long what is told beside the logs is kept for consumers that are behind; entries stay as long as their conversation. */
const KEPT_DAYS = 90;
const AT_ONCE = 5000;

/** Removes a batch of old events; returns how many, so that the caller can go on while there are more. */
export async function pruneEvents(core: Core): Promise<number> {
  const deleted = await core.db.query(
    `${chosenOnce(
      `select workspace_id, id from feed_events where at < now() - make_interval(days => $1)
       order by at limit $2 for update`,
    )}
     delete from feed_events e using chosen c where (e.workspace_id, e.id) = (c.workspace_id, c.id)`,
    [KEPT_DAYS, AT_ONCE],
  );
  return deleted.rowCount ?? 0;
}
