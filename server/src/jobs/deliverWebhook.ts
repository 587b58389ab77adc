import { createHmac } from 'node:crypto';
import type { Core } from '../core/core.ts';
import type { ClaimedWebhookDelivery } from '../core/webhooks/claimWebhookDeliveries.ts';
import { recordWebhookDelivery, type WebhookOutcome } from '../core/webhooks/recordWebhookDelivery.ts';
import { fetchOutside, OutsideError } from '../lib/fetchOutside.ts';

const TIMEOUT_MS = 15_000;
const MOST_EXCERPT_BYTES = 1000;

/** Sends one claimed delivery and records what became of it. Never throws for what the other side does. */
export async function deliverWebhook(core: Core, delivery: ClaimedWebhookDelivery): Promise<void> {
  await recordWebhookDelivery(core, delivery, await attempt(core, delivery));
}

async function attempt(core: Core, delivery: ClaimedWebhookDelivery): Promise<WebhookOutcome> {
  const started = performance.now();
  try {
    const answer = await fetchOutside(delivery.url, {
      method: 'POST',
      headers: headersOf(delivery, Math.floor(Date.now() / 1000)),
      body: delivery.body,
      timeoutMs: TIMEOUT_MS,
      mostBytes: MOST_EXCERPT_BYTES,
      allowed: core.allowedAddresses,
    });
    const excerpt = toText(answer.body);
    return {
      status: answer.status,
      excerpt,
      error: describeStatus(answer.status),
      durationMs: answer.durationMs,
    };
  } catch (thrown) {
    if (!(thrown instanceof OutsideError)) throw thrown;
    const durationMs = Math.round(performance.now() - started);
    return { status: null, excerpt: null, error: thrown.message, durationMs };
  }
}

/** As Standard Webhooks signs: HMAC-SHA256 over `id.timestamp.body`, one signature for every valid secret. */
export function headersOf(delivery: ClaimedWebhookDelivery, timestamp: number): Record<string, string> {
  const signed = `${delivery.eventId}.${timestamp}.${delivery.body}`;
  const signatures = delivery.secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'user-agent': 'Causerie-Webhooks/1',
    'webhook-id': delivery.eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}

function describeStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `Answered ${status}: redirects are not followed.`;
  return `Answered ${status}.`;
}

/** What PostgreSQL cannot store is left out. */
const toText = (bytes: Buffer): string => bytes.toString('utf8').replaceAll('\u0000', '').toWellFormed();
