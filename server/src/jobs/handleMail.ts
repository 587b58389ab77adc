import { createHash } from 'node:crypto';
import { parseMarkedAddress } from '../channels/email/mailAddress.ts';
import { type ParsedMail, parseMail } from '../channels/email/parseMail.ts';
import type { ContactActor, SystemActor } from '../core/actor.ts';
import { loadConversation } from '../core/conversations/readConversations.ts';
import { sendMessage } from '../core/conversations/sendMessage.ts';
import type { Core } from '../core/core.ts';
import { findDelivery } from '../core/deliveries/findDelivery.ts';
import { recordDelivery } from '../core/deliveries/recordDelivery.ts';
import { findOpenPayload, settlePayload } from '../core/inbound/acceptPayload.ts';
import { recordReturnedMail } from '../core/workspaces/recordMail.ts';
import { AppError, coerceError } from '../errors.ts';
import { uuidFromBytes } from '../lib/uuid.ts';

type Outcome = { status: 'handled' | 'ignored'; reason?: string; conversationId?: string };

/** Handles a mail that was kept. It ends as an entry, a delivery's end, a named ignore, or a visible failure that is tried again. */
export async function handleMail(core: Core, workspaceId: string, payloadId: string): Promise<void> {
  const payload = await findOpenPayload(core, workspaceId, payloadId);
  if (!payload) return;
  try {
    const to = parseMarkedAddress(core.keys.link, payload.recipient);
    if (!to)
      return await settlePayload(core, workspaceId, payloadId, {
        status: 'ignored',
        reason: 'not an address of ours',
      });
    const mail = await parseMail(payload.raw, to.purpose);
    await settlePayload(core, workspaceId, payloadId, await handle(core, to, mail));
  } catch (thrown) {
    await settlePayload(core, workspaceId, payloadId, {
      status: 'failed',
      reason: coerceError(thrown).message,
    });
    throw thrown;
  }
}

async function handle(
  core: Core,
  to: { workspaceId: string; id: string; purpose: 'reply' | 'bounce' },
  mail: ParsedMail,
): Promise<Outcome> {
  if (mail.kind === 'ignore') return { status: 'ignored', reason: mail.reason };
  if (mail.kind === 'bounce')
    return to.purpose === 'bounce'
      ? handleBounce(core, to, mail)
      : { status: 'ignored', reason: 'a report to a reply address' };
  return handleReply(core, to, mail);
}

async function handleBounce(
  core: Core,
  to: { workspaceId: string; id: string },
  mail: Extract<ParsedMail, { kind: 'bounce' }>,
): Promise<Outcome> {
  const delivery = await findDelivery(core.db, to.workspaceId, to.id);
  if (!mail.permanent) return { status: 'ignored', reason: `for the moment: ${mail.reason}` };
  if (!delivery) {
    const shown = await recordReturnedMail(core.db, to, mail.reason);
    if (!shown) return { status: 'ignored', reason: 'what it was about is gone' };
    core.announce([{ kind: 'changed', workspaceId: to.workspaceId, what: shown }]);
    return { status: 'handled' };
  }
  await recordDelivery(
    core,
    { workspaceId: to.workspaceId, id: to.id },
    { status: 'failed', reason: mail.reason },
  );
  return { status: 'handled', conversationId: delivery.conversationId };
}

/** Whoever got the mail has the address, so the reply is the contact's. The entry's id follows from the mail's, so a repeat is none, and from the conversation's: one mail may answer two. */
async function handleReply(
  core: Core,
  to: { workspaceId: string; id: string },
  mail: Extract<ParsedMail, { kind: 'reply' }>,
): Promise<Outcome> {
  const system: SystemActor = { kind: 'system', workspaceId: to.workspaceId };
  const conversation = await loadConversation(core.db, system, to.id);
  const actor: ContactActor = {
    kind: 'contact',
    workspaceId: to.workspaceId,
    contactId: conversation.contactId,
    visitorId: mail.from,
  };
  const id = uuidFromBytes(
    createHash('sha256').update(`${to.id} ${mail.messageId}`).digest().subarray(0, 16),
  );
  const message = { kind: 'message', content: { kind: 'text', text: mail.text } } as const;
  try {
    await sendMessage(core, actor, { conversationId: to.id, id, ...message });
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'contact_blocked')
      return { status: 'ignored', reason: 'the contact is blocked', conversationId: to.id };
    throw thrown;
  }
  return { status: 'handled', conversationId: to.id };
}
