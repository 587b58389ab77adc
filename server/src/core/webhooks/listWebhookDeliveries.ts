import type { WebhookDelivery } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type DeliveryRow, loadWebhook, toWebhookDelivery, webhookDeliveryColumns } from './webhookRow.ts';

type ListOptions = { status?: string | undefined; limit: number; cursor?: string | undefined };

/** A webhook's log, newest first. Throws `webhook_not_found`. */
export async function listWebhookDeliveries(
  core: Core,
  { workspaceId }: DeskActor,
  webhookId: string,
  { status, limit, cursor }: ListOptions,
): Promise<{ items: WebhookDelivery[]; next?: string }> {
  await loadWebhook(core.db, workspaceId, webhookId);
  const found = await core.db.query<DeliveryRow>(
    `select ${webhookDeliveryColumns} from webhook_deliveries d
     where d.workspace_id = $1 and d.webhook_id = $2 and ($3::text is null or d.status = $3)
       and ($4::bigint is null or d.position < $4) order by d.position desc limit $5`,
    [workspaceId, webhookId, status ?? null, cursor ?? null, limit + 1],
  );
  const rows = found.rows.slice(0, limit);
  const last = found.rows.length > limit ? rows.at(-1) : undefined;
  return { items: rows.map(toWebhookDelivery), ...(last && { next: String(last.position) }) };
}

/** With what was sent and the beginning of the answer. Errors: `webhook_not_found`, `webhook_delivery_not_found`. */
export async function readWebhookDelivery(
  core: Core,
  { workspaceId }: DeskActor,
  webhookId: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  await loadWebhook(core.db, workspaceId, webhookId);
  const found = await core.db.query<DeliveryRow & { body: string; response_excerpt: string | null }>(
    `select ${webhookDeliveryColumns}, d.body, d.response_excerpt from webhook_deliveries d
     where d.workspace_id = $1 and d.webhook_id = $2 and d.id = $3`,
    [workspaceId, webhookId, deliveryId],
  );
  const row = found.rows[0] ?? fail('webhook_delivery_not_found');
  return { ...toWebhookDelivery(row), request: row.body, response: row.response_excerpt };
}
