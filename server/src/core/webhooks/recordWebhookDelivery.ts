import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { addJob } from '../jobs.ts';
import type { ClaimedWebhookDelivery } from './claimWebhookDeliveries.ts';
import { holdDeliveries, releaseNext } from './lanes.ts';
import { planRetry } from './planRetry.ts';

/** What became of one try. `status`: the other side's answer, null where there was none. */
export type WebhookOutcome = {
  status: number | null;
  excerpt: string | null;
  error: string | null;
  durationMs: number;
};

/**
 * Writes what became of a try: through, to be tried again, given up, or the whole webhook paused. The next of its lane
 * is due once this one is through or given up.
 */
export async function recordWebhookDelivery(
  core: Core,
  delivery: ClaimedWebhookDelivery,
  outcome: WebhookOutcome,
  random: () => number = Math.random,
): Promise<void> {
  await transact(core, async (tx) => {
    const { workspaceId, webhookId } = delivery;
    // Against who adds to the lane at this moment: see lanes.ts.
    const locked = await tx.query<{ name: string; failing_since: Date | null; paused_at: Date | null }>(
      'select name, failing_since, paused_at from webhooks where workspace_id = $1 and id = $2 for no key update',
      [workspaceId, webhookId],
    );
    const webhook = locked.rows[0];
    if (!webhook) return;
    const isThrough = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
    const plan = isThrough
      ? 'done'
      : planRetry(delivery.attempts, outcome.status, webhook.failing_since, random);
    await writeTry(tx, delivery, outcome, plan);
    if (isThrough) {
      await tx.query(
        'update webhooks set failing_since = null, last_success_at = now() where workspace_id = $1 and id = $2',
        [workspaceId, webhookId],
      );
      if (webhook.failing_since) tx.announce({ kind: 'changed', workspaceId, what: 'webhooks' });
    } else if (!webhook.failing_since) {
      await tx.query('update webhooks set failing_since = now() where workspace_id = $1 and id = $2', [
        workspaceId,
        webhookId,
      ]);
      tx.announce({ kind: 'changed', workspaceId, what: 'webhooks' });
    }
    if (plan === 'done' || plan === 'give up') await releaseNext(tx, delivery);
    if (plan === 'pause' && !webhook.paused_at) await pause(core, tx, delivery, webhook.name, outcome);
  });
}

type Plan = 'done' | ReturnType<typeof planRetry>;

async function writeTry(
  tx: CoreTx,
  { workspaceId, id }: ClaimedWebhookDelivery,
  outcome: WebhookOutcome,
  plan: Plan,
): Promise<void> {
  const status = plan === 'done' ? 'delivered' : plan === 'give up' ? 'failed' : 'queued';
  const waitMs = typeof plan === 'object' ? plan.waitMs : null;
  await tx.query(
    `update webhook_deliveries set status = $3, attempted_at = now(), claimed_until = null, response_status = $4,
       response_excerpt = $5, error = $6, duration_ms = $7,
       due_at = case when due_at is null or $8::float8 is null then null else now() + $8 * interval '1 millisecond' end
     where workspace_id = $1 and id = $2`,
    [workspaceId, id, status, outcome.status, outcome.excerpt, outcome.error, outcome.durationMs, waitMs],
  );
}

/** Nobody answers there: it is left alone until a person has looked at it. What waits goes on waiting. */
async function pause(
  core: Core,
  tx: CoreTx,
  { workspaceId, webhookId, url }: ClaimedWebhookDelivery,
  name: string,
  { status }: WebhookOutcome,
): Promise<void> {
  const because = status === 410 ? 'gone' : 'failing';
  await tx.query(
    'update webhooks set paused_at = now(), paused_because = $3 where workspace_id = $1 and id = $2',
    [workspaceId, webhookId, because],
  );
  await holdDeliveries(tx, workspaceId, webhookId);
  await recordAudit(
    tx,
    { kind: 'system', workspaceId },
    {
      action: 'webhook.paused',
      target: { kind: 'webhook', id: webhookId, name },
      after: { because },
    },
  );
  await tellAdmins(core, tx, workspaceId, { name, url });
  tx.announce({ kind: 'changed', workspaceId, what: 'webhooks' });
}

async function tellAdmins(
  core: Core,
  tx: CoreTx,
  workspaceId: string,
  webhook: { name: string; url: string },
): Promise<void> {
  const admins = await tx.query<{ email: string; language: string; workspace_name: string }>(
    `select u.email, coalesce(u.language, w.language) as language, w.name as workspace_name
     from members m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id
     where m.workspace_id = $1 and m.role in ('owner', 'admin') order by m.created_at limit 20`,
    [workspaceId],
  );
  for (const { email, language, workspace_name: workspaceName } of admins.rows) {
    const link = `${core.publicUrl}/w/${workspaceId}/settings/webhooks`;
    await addJob(tx, 'send-mail', {
      mail: 'webhook_paused',
      address: email,
      language,
      workspaceName,
      link,
      ...webhook,
    });
  }
}
