import { signResumeToken } from '../contacts/resumeToken.ts';
const DAYS = 30;
/** A link that opens the conversation on any device for thirty days. With `email`, following it proves that address. */
export async function createResumeLink(core, conversation, email) {
    const expiresAt = new Date(Date.now() + DAYS * 24 * 3600 * 1000);
    const token = await signResumeToken(core.keys, {
        workspaceId: conversation.workspaceId,
        inboxId: conversation.inboxId,
        conversationId: conversation.id,
        contactId: conversation.contactId,
        ...(email && { email }),
    }, expiresAt);
    return { url: `${core.publicUrl}/r/${token}`, expiresAt };
}
