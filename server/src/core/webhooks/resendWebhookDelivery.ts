import type { WebhookDelivery } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { type DeliveryRow, lockWebhook, toWebhookDelivery, webhookDeliveryColumns } from './webhookRow.ts';

/**
 * Sends one again, at once and outside its lane's order, under the same id, so that the receiver can tell. One that is
 * being tried keeps its turn. Errors: `webhook_not_found`, `webhook_delivery_not_found`, `webhook_paused`.
 */
export async function resendWebhookDelivery(
  core: Core,
  { workspaceId }: DeskActor,
  webhookId: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  return transact(core, async (tx) => {
    const { pausedAt } = await lockWebhook(tx, workspaceId, webhookId);
    const found = await tx.query(
      'select 1 from webhook_deliveries where workspace_id = $1 and webhook_id = $2 and id = $3',
      [workspaceId, webhookId, deliveryId],
    );
    if (found.rowCount === 0) fail('webhook_delivery_not_found');
    if (pausedAt) fail('webhook_paused');
    const updated = await tx.query<DeliveryRow>(
      `update webhook_deliveries d set status = 'queued', due_at = now(), attempts = 0
       where workspace_id = $1 and id = $2 returning ${webhookDeliveryColumns}`,
      [workspaceId, deliveryId],
    );
    return toWebhookDelivery(updated.rows[0]!);
  });
}

/** Queues an event that means nothing, to see whether it arrives. Errors: `webhook_not_found`, `webhook_paused`. */
export async function testWebhook(
  core: Core,
  { workspaceId }: DeskActor,
  webhookId: string,
): Promise<WebhookDelivery> {
  return transact(core, async (tx) => {
    const { pausedAt } = await lockWebhook(tx, workspaceId, webhookId);
    if (pausedAt) fail('webhook_paused');
    const [id, eventId] = [uuid(), `test-${uuid()}`];
    const body = JSON.stringify({
      id: eventId,
      type: 'webhook.test',
      at: new Date().toISOString(),
      workspaceId,
      conversationId: null,
      contactId: null,
    });
    const inserted = await tx.query<DeliveryRow>(
      `insert into webhook_deliveries as d (workspace_id, id, webhook_id, event_id, event_type, lane, body, due_at)
       values ($1, $2, $3, $4, 'webhook.test', $4, $5, now()) returning ${webhookDeliveryColumns}`,
      [workspaceId, id, webhookId, eventId, body],
    );
    return toWebhookDelivery(inserted.rows[0]!);
  });
}
