import { chosenOnce } from '../../db/chosenOnce.ts';
import type { Core } from '../core.ts';

/** A delivery in the hands of a worker, with where it goes and what it is signed with. */
export type ClaimedWebhookDelivery = {
  workspaceId: string;
  id: string;
  webhookId: string;
  eventId: string;
  lane: string;
  body: string;
  attempts: number;
  url: string;
  /** The current secret first. */
  secrets: string[];
};

const CLAIM_MINUTES = 2;

type Row = {
  workspace_id: string;
  id: string;
  webhook_id: string;
  event_id: string;
  lane: string;
  body: string;
  attempts: number;
  url: string;
  secrets: string[];
};

/** Takes up to `most` that are due. A worker that dies loses its claim after two minutes; the receiver knows a repeat by its id. */
export async function claimWebhookDeliveries(core: Core, most: number): Promise<ClaimedWebhookDelivery[]> {
  const claimed = await core.db.query<Row>(
    `${chosenOnce(
      `select workspace_id, id from webhook_deliveries
       where status = 'queued' and due_at <= now() and (claimed_until is null or claimed_until < now())
       order by due_at limit $1 for update`,
    )}
     update webhook_deliveries d set claimed_until = now() + interval '${CLAIM_MINUTES} minutes', attempts = attempts + 1
     from chosen c, webhooks w
     where (d.workspace_id, d.id) = (c.workspace_id, c.id) and (w.workspace_id, w.id) = (d.workspace_id, d.webhook_id)
     returning d.workspace_id, d.id, d.webhook_id, d.event_id, d.lane, d.body, d.attempts, w.url,
       array_remove(array[w.secret, case when w.old_secret_until > now() then w.old_secret end], null) as secrets`,
    [most],
  );
  return claimed.rows.map((row) => ({
    workspaceId: row.workspace_id,
    id: row.id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    lane: row.lane,
    body: row.body,
    attempts: row.attempts,
    url: row.url,
    secrets: row.secrets,
  }));
}
