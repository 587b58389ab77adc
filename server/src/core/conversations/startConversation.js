import { fail } from '../../errors.ts';
import { ensureContactOfVisitor } from '../contacts/contactOfVisitor.ts';
import { transact } from '../core.ts';
import { completeContent } from '../files/completeContent.ts';
import { insertConversation } from './insertConversation.ts';
import { prepareMessage } from './messageInput.ts';
import { appendToStarted } from './sendMessage.ts';
/**
 * A visitor's first message: makes the contact if there is none yet, the conversation, its first event and the
 * message, all or nothing. Repeats and twins end in the same conversation, once.
 */
export async function startConversationAsVisitor(core, claims, details, input) {
    return transact(core, async (tx) => {
        const contactId = await ensureContactOfVisitor(tx, claims, details);
        const actor = {
            kind: 'contact',
            workspaceId: claims.workspaceId,
            contactId,
            visitorId: claims.identity.address,
        };
        const content = await completeContent(tx, actor, input.content);
        const message = prepareMessage(actor, { ...input, content });
        const started = await insertConversation(tx, {
            workspaceId: claims.workspaceId,
            id: input.conversationId,
            inboxId: claims.inboxId,
            contactId,
        });
        return { ...(await appendToStarted(tx, actor, started, message)), contactId };
    });
}
/** The desk writes first. The contact must exist, the inbox too. */
export async function startConversationAsDesk(core, actor, input) {
    return transact(core, async (tx) => {
        const contact = await tx.query('select 1 from contacts where workspace_id = $1 and id = $2', [
            actor.workspaceId,
            input.contactId,
        ]);
        if (contact.rowCount === 0)
            fail('contact_not_found');
        const content = await completeContent(tx, actor, input.content);
        const message = prepareMessage(actor, { ...input, content });
        const started = await insertConversation(tx, {
            workspaceId: actor.workspaceId,
            id: input.conversationId,
            inboxId: input.inboxId,
            contactId: input.contactId,
        });
        return appendToStarted(tx, actor, started, message);
    });
}
