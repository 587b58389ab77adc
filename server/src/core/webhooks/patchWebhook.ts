import type { Webhook, WebhookPatch } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { checkWebhookUrl } from './createWebhook.ts';
import { holdDeliveries, releaseDeliveries } from './lanes.ts';
import { loadWebhook, lockWebhook } from './webhookRow.ts';

/**
 * Sets name, address, events, or pauses and goes on. What happens during a pause is not lost: the feed is read from where
 * it stood. Errors: `webhook_not_found`, `address_not_allowed`.
 */
export async function patchWebhook(
  core: Core,
  actor: DeskActor,
  webhookId: string,
  patch: WebhookPatch,
): Promise<Webhook> {
  if (patch.url !== undefined) checkWebhookUrl(core, patch.url);
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const { pausedAt, secret: _, ...rest } = await lockWebhook(tx, workspaceId, webhookId);
    const before = { ...rest, paused: pausedAt !== null };
    const after = { ...before, ...patch };
    await tx.query(
      'update webhooks set name = $3, url = $4, events = $5 where workspace_id = $1 and id = $2',
      [workspaceId, webhookId, after.name, after.url, after.events],
    );
    if (after.paused !== before.paused) {
      await tx.query(
        `update webhooks set paused_at = case when $3 then now() end, paused_because = case when $3 then 'person' end,
           failing_since = null where workspace_id = $1 and id = $2`,
        [workspaceId, webhookId, after.paused],
      );
      if (after.paused) await holdDeliveries(tx, workspaceId, webhookId);
      else await releaseDeliveries(tx, workspaceId, webhookId);
    }
    await recordAudit(tx, actor, {
      action: 'webhook.changed',
      target: { kind: 'webhook', id: webhookId, name: after.name },
      before,
      after,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'webhooks' });
    return loadWebhook(tx, workspaceId, webhookId);
  });
}
