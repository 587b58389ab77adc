import { formatMarkedAddress } from '../channels/email/mailAddress.ts';
import { addressOf, MailError, type MailSender } from '../channels/email/mailSender.ts';
import type { Core } from '../core/core.ts';
import type { ClaimedDelivery } from '../core/deliveries/claimDeliveries.ts';
import { type DeliveryOutcome, recordDelivery } from '../core/deliveries/recordDelivery.ts';
import { AppError } from '../errors.ts';
import { composeDelivery } from './composeDelivery.ts';

const MOST_ATTEMPTS = 8;

export type MailSettings = {
  /** Domain of our own message ids: the sender's. */
  domain: string;
  /** Domain whose mails come to us. Without it, answers go where the sender's address leads. */
  replyDomain: string | undefined;
};

/** Sends one claimed delivery by mail and records what became of it. Never throws for what the mail server says. */
export async function deliverMail(
  core: Core,
  sender: MailSender | undefined,
  settings: MailSettings,
  delivery: ClaimedDelivery,
): Promise<void> {
  const outcome = sender
    ? await attempt(core, sender, settings, delivery)
    : ({ status: 'failed', reason: 'This server cannot send mail: no SMTP server is set.' } as const);
  await recordDelivery(core, delivery, outcome);
}

async function attempt(
  core: Core,
  sender: MailSender,
  settings: MailSettings,
  delivery: ClaimedDelivery,
): Promise<DeliveryOutcome> {
  try {
    const { messageId } = await sender.send(await compose(core, settings, delivery));
    return { status: 'sent', providerId: messageId };
  } catch (thrown) {
    // What it is about is gone, its inbox for one: no later try will find it.
    if (thrown instanceof AppError && thrown.status === 404)
      return { status: 'failed', reason: thrown.message };
    if (!(thrown instanceof MailError)) throw thrown;
    if (thrown.permanent || delivery.attempts >= MOST_ATTEMPTS)
      return { status: 'failed', reason: thrown.message };
    return {
      status: 'retry',
      reason: thrown.message,
      dueAt: new Date(Date.now() + waitBefore(delivery.attempts)),
    };
  }
}

/** Half a minute, doubling to an hour: the eight tries span some two hours. */
const waitBefore = (attempts: number): number => Math.min(3600_000, 30_000 * 2 ** (attempts - 1));

async function compose(core: Core, settings: MailSettings, delivery: ClaimedDelivery) {
  return {
    to: delivery.address,
    ...(await composeDelivery(core, delivery)),
    ...ownAddresses(core, settings, delivery),
    // The same for every try, so that the other side can recognise a repeat (RFC 5322 section 3.6.4).
    messageId: `<${delivery.id}@${settings.domain}>`,
    references: `<${delivery.conversationId}@${settings.domain}>`,
  };
}

function ownAddresses(
  core: Core,
  { replyDomain }: MailSettings,
  { workspaceId, conversationId, id }: ClaimedDelivery,
) {
  if (!replyDomain) return {};
  return {
    replyTo: formatMarkedAddress(core.keys.link, replyDomain, {
      purpose: 'reply',
      workspaceId,
      id: conversationId,
    }),
    envelopeFrom: formatMarkedAddress(core.keys.link, replyDomain, { purpose: 'bounce', workspaceId, id }),
  };
}

export function mailSettings(from: string, replyDomain: string | undefined): MailSettings {
  return { domain: addressOf(from).split('@')[1] ?? 'localhost', replyDomain };
}
