import type { Webhook } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { toWebhook, type WebhookRow, webhookQuery } from './webhookRow.ts';

/** The workspace's webhooks, oldest first. There are few: the list is whole. */
export async function listWebhooks(core: Core, { workspaceId }: DeskActor): Promise<Webhook[]> {
  const found = await core.db.query<WebhookRow>(`${webhookQuery} where w.workspace_id = $1 order by w.id`, [
    workspaceId,
  ]);
  return found.rows.map(toWebhook);
}
