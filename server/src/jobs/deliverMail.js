import { createHmac } from 'node:crypto';
import { composeReplies } from '../channels/email/composeMails.ts';
import { addressOf, MailError } from '../channels/email/mailSender.ts';
import { loadConversation } from '../core/conversations/readConversations.ts';
import { createResumeLink } from '../core/conversations/resumeLink.ts';
import { recordDelivery } from '../core/deliveries/recordDelivery.ts';
import { loadInbox } from '../core/inboxes/loadInboxByKey.ts';
import { uuidToBytes } from '../lib/uuid.ts';
import { readMailedMessages } from './readMailedMessages.ts';
const MOST_ATTEMPTS = 8;
/** Sends one claimed delivery by mail and records what became of it. Never throws for what the mail server says. */
export async function deliverMail(core, sender, settings, delivery) {
    const outcome = sender
        ? await attempt(core, sender, settings, delivery)
        : { status: 'failed', reason: 'This server cannot send mail: no SMTP server is set.' };
    await recordDelivery(core, delivery, outcome);
}
async function attempt(core, sender, settings, delivery) {
    const mail = await compose(core, settings, delivery);
    try {
        const { messageId } = await sender.send(mail);
        return { status: 'sent', providerId: messageId };
    }
    catch (thrown) {
        if (!(thrown instanceof MailError))
            throw thrown;
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
const waitBefore = (attempts) => Math.min(3600000, 30000 * 2 ** (attempts - 1));
async function compose(core, settings, delivery) {
    const { workspaceId, conversationId, firstSeq, lastSeq } = delivery;
    const system = { kind: 'system', workspaceId };
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
        replyTo: `reply+${replyToken(core.keys.link, workspaceId, conversationId)}@${settings.replyDomain}`,
        // The same for every try, so that the other side can recognise a repeat (RFC 5322 section 3.6.4).
        messageId: `<${delivery.id}@${settings.replyDomain}>`,
        references: `<${conversationId}@${settings.replyDomain}>`,
    };
}
/** What a reply's address carries: which conversation, and a mark that only we can make. */
export function replyToken(secret, workspaceId, conversationId) {
    const ids = Buffer.concat([uuidToBytes(workspaceId), uuidToBytes(conversationId)]);
    const mark = createHmac('sha256', secret).update('reply').update(ids).digest().subarray(0, 8);
    return Buffer.concat([ids, mark]).toString('hex');
}
export function mailSettings(from, replyDomain) {
    return { from, replyDomain: replyDomain ?? addressOf(from).split('@')[1] ?? 'localhost' };
}
