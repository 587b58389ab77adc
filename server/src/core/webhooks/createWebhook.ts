import { randomBytes } from 'node:crypto';
import type { Webhook, WebhookCreate } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { checkUrl, OutsideError } from '../../lib/fetchOutside.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { readEvents } from '../events/readEvents.ts';
import { loadWebhook } from './webhookRow.ts';

/** Most webhooks of a workspace: each reads the feed on its own. */
const MOST_WEBHOOKS = 50;

/**
 * Makes a webhook that is told what happens from now on. Errors: `address_not_allowed` for an address inside a private
 * network, `invalid_value` for more than fifty.
 */
export async function createWebhook(
  core: Core,
  actor: DeskActor,
  { name, url, events = [] }: WebhookCreate,
): Promise<{ webhook: Webhook; secret: string }> {
  checkWebhookUrl(core, url);
  const { workspaceId } = actor;
  const secret = newWebhookSecret();
  return transact(core, async (tx) => {
    const id = uuid();
    const { cursor } = await readEvents(tx, workspaceId, 'latest', 1);
    const inserted = await tx.query(
      `insert into webhooks (workspace_id, id, name, url, events, secret, cursor)
       select $1, $2, $3, $4, $5, $6, $7 where (select count(*) from webhooks where workspace_id = $1) < $8`,
      [workspaceId, id, name, url, events, secret, cursor, MOST_WEBHOOKS],
    );
    if (inserted.rowCount === 0)
      fail('invalid_value', { message: `A workspace can have ${MOST_WEBHOOKS} webhooks.` });
    await recordAudit(tx, actor, {
      action: 'webhook.created',
      target: { kind: 'webhook', id, name },
      after: { name, url, events },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'webhooks' });
    return { webhook: await loadWebhook(tx, workspaceId, id), secret };
  });
}

/** What can be refused at once; what the name stands for is looked at with every request. */
export function checkWebhookUrl(core: Core, url: string): void {
  try {
    checkUrl(url, core.allowedAddresses);
  } catch (thrown) {
    if (!(thrown instanceof OutsideError)) throw thrown;
    fail('address_not_allowed', { field: '/url', message: thrown.message });
  }
}

/** As Standard Webhooks writes secrets: 32 random bytes. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
