import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { lockWebhook } from './webhookRow.ts';

/** Deletes a webhook with its log; what is not through is not sent any more. Throws `webhook_not_found`. */
export async function deleteWebhook(core: Core, actor: DeskActor, webhookId: string): Promise<void> {
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const { name, url, events } = await lockWebhook(tx, workspaceId, webhookId);
    await tx.query('delete from webhooks where workspace_id = $1 and id = $2', [workspaceId, webhookId]);
    await recordAudit(tx, actor, {
      action: 'webhook.deleted',
      target: { kind: 'webhook', id: webhookId, name },
      before: { name, url, events },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'webhooks' });
  });
}
