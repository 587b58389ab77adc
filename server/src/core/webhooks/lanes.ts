import type { CoreTx } from '../core.ts';

/**
 * A lane is what must arrive in order: the deliveries of one conversation to one webhook. Only its first one that is not
 * through has a time at which it is due; the others wait without one, so that looking for work never meets them. Who adds
 * to a lane locks the webhook's row against those who take from it, so that no delivery is left waiting for nothing.
 */

/** The first of every lane is due now: after a pause, with a fresh number of tries. */
export async function releaseDeliveries(tx: CoreTx, workspaceId: string, webhookId: string): Promise<void> {
  await tx.query(
    `update webhook_deliveries set due_at = now(), attempts = 0 where workspace_id = $1 and id in (
       select distinct on (lane) id from webhook_deliveries
       where workspace_id = $1 and webhook_id = $2 and status = 'queued' order by lane, position)`,
    [workspaceId, webhookId],
  );
}

/** Nothing is due any more until `releaseDeliveries`. */
export async function holdDeliveries(tx: CoreTx, workspaceId: string, webhookId: string): Promise<void> {
  await tx.query(
    `update webhook_deliveries set due_at = null
     where workspace_id = $1 and webhook_id = $2 and status = 'queued' and due_at is not null`,
    [workspaceId, webhookId],
  );
}

/** One is through: the next of its lane is due, unless the webhook is paused. */
export async function releaseNext(
  tx: CoreTx,
  { workspaceId, webhookId, lane }: { workspaceId: string; webhookId: string; lane: string },
): Promise<void> {
  await tx.query(
    `update webhook_deliveries set due_at = now() where workspace_id = $1 and id = (
       select id from webhook_deliveries where workspace_id = $1 and webhook_id = $2 and lane = $3 and status = 'queued'
       order by position limit 1)
     and exists (select from webhooks w where w.workspace_id = $1 and w.id = $2 and w.paused_at is null)`,
    [workspaceId, webhookId, lane],
  );
}
