import { composeReplies } from '../channels/email/composeMails.ts';
import { formatMarkedAddress } from '../channels/email/mailAddress.ts';
import { addressOf, MailError, type MailSender } from '../channels/email/mailSender.ts';
import type { SystemActor } from '../core/actor.ts';
import { loadConversation } from '../core/conversations/readConversations.ts';
import { createResumeLink } from '../core/conversations/resumeLink.ts';
import type { Core } from '../core/core.ts';
import type { ClaimedDelivery } from '../core/deliveries/claimDeliveries.ts';
import { type DeliveryOutcome, recordDelivery } from '../core/deliveries/recordDelivery.ts';
import { loadInbox } from '../core/inboxes/loadInboxByKey.ts';
import { readMailedMessages } from './readMailedMessages.ts';

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
  const mail = await compose(core, settings, delivery);
  try {
    const { messageId } = await sender.send(mail);
    return { status: 'sent', providerId: messageId };
  } catch (thrown) {
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
  const { workspaceId, conversationId, firstSeq, lastSeq } = delivery;
  const system: SystemActor = { kind: 'system', workspaceId };
  const conversation = await loadConversation(core.db, system, conversationId);
  const inbox = await loadInbox(core.db, workspaceId, conversation.inboxId);
  const messages = await readMailedMessages(core.db, conversation, {
    firstSeq,
    lastSeq,
    fromContact: false,
    companyName: inbox.companyName,
  });
  const link = await createResumeLink(core, conversation, delivery.address);
  const composed = composeReplies({
    language: conversation.contactLanguage ?? inbox.settings.languages[0] ?? 'en',
    companyName: inbox.companyName,
    contactName: conversation.contactName,
    messages,
    resumeUrl: link.url,
    colour: inbox.settings.colour,
  });
  return {
    to: delivery.address,
    ...composed,
    fromName: inbox.companyName,
    ...ownAddresses(core, settings, delivery),
    // The same for every try, so that the other side can recognise a repeat (RFC 5322 section 3.6.4).
    messageId: `<${delivery.id}@${settings.domain}>`,
    references: `<${conversationId}@${settings.domain}>`,
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
