import { composeInvitation, composePasswordReset, composeTranscript, } from '../channels/email/composeMails.ts';
import { MailError } from '../channels/email/mailSender.ts';
import { loadContact } from '../core/contacts/contactRecord.ts';
import { loadConversation } from '../core/conversations/readConversations.ts';
import { loadInbox } from '../core/inboxes/loadInboxByKey.ts';
import { readMailedMessages } from './readMailedMessages.ts';
const composers = {
    async transcript(core, job) {
        const conversation = await loadConversation(core.db, { kind: 'system', workspaceId: job.workspaceId }, job.conversationId);
        const inbox = await loadInbox(core.db, job.workspaceId, conversation.inboxId);
        const contact = await loadContact(core.db, job.workspaceId, conversation.contactId);
        const messages = await readMailedMessages(core.db, conversation, {
            firstSeq: 1,
            lastSeq: job.lastSeq,
            fromContact: true,
            companyName: inbox.companyName,
        });
        const language = contact.language ?? inbox.settings.languages[0] ?? 'en';
        const composed = composeTranscript({
            language,
            companyName: inbox.companyName,
            timeZone: contact.timeZone ?? 'UTC',
            messages,
        });
        return { ...composed, fromName: inbox.companyName };
    },
    async invitation(_core, job) {
        const { workspaceName, invitedBy, link } = job;
        return composeInvitation({ language: job.language ?? 'en', workspaceName, invitedBy, link });
    },
    async password_reset(_core, job) {
        return composePasswordReset({ language: job.language ?? 'en', name: job.name, url: job.url });
    },
};
/** Sends a mail that is not part of a conversation. What the other side refuses for good is dropped; the rest is tried again. */
export async function sendMail(core, sender, job) {
    if (!sender)
        return;
    const compose = composers[job.mail];
    const composed = await compose(core, job);
    await sender.send({ to: job.address, ...composed }).catch((error) => {
        if (!(error instanceof MailError) || !error.permanent)
            throw error;
    });
}
