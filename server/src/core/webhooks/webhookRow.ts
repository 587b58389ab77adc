import type { Webhook, WebhookDelivery } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { CoreTx } from '../core.ts';

export type WebhookRow = {
  id: string;
  name: string;
  url: string;
  events: string[];
  paused_at: Date | null;
  paused_because: Webhook['pausedBecause'];
  failing_since: Date | null;
  last_success_at: Date | null;
  queued: number;
  old_secret_until: Date | null;
  created_at: Date;
};

const MOST_COUNTED = 10_000;

/** Ends where a condition on `w` follows. What waits is counted to ten thousand: more is only "many". */
export const webhookQuery = `select w.id, w.name, w.url, w.events, w.paused_at, w.paused_because, w.failing_since, w.last_success_at,
    (select count(*)::int from (select from webhook_deliveries d
      where d.workspace_id = w.workspace_id and d.webhook_id = w.id and d.status = 'queued' limit ${MOST_COUNTED}) q) as queued,
    case when w.old_secret_until > now() then w.old_secret_until end as old_secret_until, w.created_at
  from webhooks w`;

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export function toWebhook(row: WebhookRow): Webhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    paused: row.paused_at !== null,
    pausedBecause: row.paused_because,
    failingSince: iso(row.failing_since),
    lastSuccessAt: iso(row.last_success_at),
    queued: row.queued,
    oldSecretUntil: iso(row.old_secret_until),
    createdAt: row.created_at.toISOString(),
  };
}

/** Throws `webhook_not_found`. */
export async function loadWebhook(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  webhookId: string,
): Promise<Webhook> {
  const found = await db.query<WebhookRow>(`${webhookQuery} where w.workspace_id = $1 and w.id = $2`, [
    workspaceId,
    webhookId,
  ]);
  return toWebhook(found.rows[0] ?? fail('webhook_not_found'));
}

/** The row alone, nobody else's to change until the end of the transaction. Throws `webhook_not_found`. */
export async function lockWebhook(
  tx: CoreTx,
  workspaceId: string,
  webhookId: string,
): Promise<{ name: string; url: string; events: string[]; pausedAt: Date | null; secret: string }> {
  const found = await tx.query<{
    name: string;
    url: string;
    events: string[];
    paused_at: Date | null;
    secret: string;
  }>(
    'select name, url, events, paused_at, secret from webhooks where workspace_id = $1 and id = $2 for update',
    [workspaceId, webhookId],
  );
  const { paused_at: pausedAt, ...row } = found.rows[0] ?? fail('webhook_not_found');
  return { ...row, pausedAt };
}

export type DeliveryRow = {
  id: string;
  position: number;
  event_id: string;
  event_type: string;
  conversation_id: string | null;
  status: 'queued' | 'delivered' | 'failed';
  attempts: number;
  due_at: Date | null;
  attempted_at: Date | null;
  response_status: number | null;
  duration_ms: number | null;
  error: string | null;
  created_at: Date;
};

export const webhookDeliveryColumns = `d.id, d.position, d.event_id, d.event_type, d.conversation_id, d.status, d.attempts,
  d.due_at, d.attempted_at, d.response_status, d.duration_ms, d.error, d.created_at`;

export function toWebhookDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    eventId: row.event_id,
    eventType: row.event_type,
    conversationId: row.conversation_id,
    status: row.status === 'queued' && row.due_at === null ? 'blocked' : row.status,
    attempts: row.attempts,
    dueAt: row.status === 'queued' ? iso(row.due_at) : null,
    attemptedAt: iso(row.attempted_at),
    responseStatus: row.response_status,
    durationMs: row.duration_ms,
    error: row.error,
    createdAt: row.created_at.toISOString(),
  };
}
