import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { newWebhookSecret } from './createWebhook.ts';
import { lockWebhook } from './webhookRow.ts';

/**
 * Makes a new secret. For `overlapHours` requests are signed with both, so that the receiver can change over without
 * refusing any. Throws `webhook_not_found`.
 */
export async function rotateSecret(
  core: Core,
  actor: DeskActor,
  webhookId: string,
  overlapHours: number,
): Promise<{ secret: string }> {
  const { workspaceId } = actor;
  const secret = newWebhookSecret();
  return transact(core, async (tx) => {
    const { name } = await lockWebhook(tx, workspaceId, webhookId);
    await tx.query(
      `update webhooks set old_secret = secret, old_secret_until = now() + make_interval(hours => $4), secret = $3
       where workspace_id = $1 and id = $2`,
      [workspaceId, webhookId, secret, overlapHours],
    );
    await recordAudit(tx, actor, {
      action: 'webhook.secret_rotated',
      target: { kind: 'webhook', id: webhookId, name },
      after: { overlapHours },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'webhooks' });
    return { secret };
  });
}

/** Throws `webhook_not_found`. That it was looked at is in the audit log. */
export async function readSecret(
  core: Core,
  actor: DeskActor,
  webhookId: string,
): Promise<{ secret: string }> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const found = await tx.query<{ name: string; secret: string }>(
      'select name, secret from webhooks where workspace_id = $1 and id = $2',
      [workspaceId, webhookId],
    );
    const { name, secret } = found.rows[0] ?? fail('webhook_not_found');
    await recordAudit(tx, actor, {
      action: 'webhook.secret_read',
      target: { kind: 'webhook', id: webhookId, name },
    });
    return { secret };
  });
}
