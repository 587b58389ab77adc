import { fail } from '../../errors.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { transact } from '../core.ts';
import { addJob } from '../jobs.ts';
/**
 * Mails the conversation, without notes, to `email` or else to the contact's address. A visitor may only have it sent
 * to the address they gave: a transcript must not become a way to write to strangers. Error: `no_address`.
 */
export async function requestTranscript(core, actor, conversationId, email) {
    await transact(core, async (tx) => {
        const before = await lockConversation(tx, actor, conversationId);
        const address = (actor.kind === 'contact' ? before.contactEmail : (email ?? before.contactEmail)) ?? fail('no_address');
        const author = actor.kind === 'contact' ? { kind: 'system', workspaceId: actor.workspaceId } : actor;
        await writeChange(tx, before, [{ author, kind: 'event', event: { type: 'transcript_sent', address } }]);
        await addJob(tx, 'send-mail', {
            mail: 'transcript',
            workspaceId: actor.workspaceId,
            conversationId,
            address,
            lastSeq: before.lastSeq,
        });
    });
}
