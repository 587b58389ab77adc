import { transact } from '../core.ts';
import { lockConversation, writeChange } from './changeConversation.ts';
/** Brings a snoozed conversation back when its time has come. One that was woken or snoozed anew meanwhile stays. */
export async function wakeConversation(core, workspaceId, conversationId, until) {
    const author = { kind: 'system', workspaceId };
    await transact(core, async (tx) => {
        const before = await lockConversation(tx, author, conversationId);
        if (before.status !== 'snoozed' || before.snoozedUntil !== until)
            return;
        await writeChange(tx, before, [{ author, kind: 'event', event: { type: 'reopened' } }], {
            status: 'open',
            snoozed_until: null,
        });
    });
}
