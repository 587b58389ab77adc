import { transact } from '../core.ts';
import { lockConversation, writeChange } from './changeConversation.ts';
/**
 * A live session ends: the conversation goes on as messaging, with nothing lost and nothing to do. `left`: the visitor
 * said so; `lost`: their connection went. Writing again makes it live again.
 */
export async function endSession(core, actor, conversationId, reason) {
    await transact(core, async (tx) => {
        const before = await lockConversation(tx, actor, conversationId);
        if (before.mode !== 'live' || before.status === 'resolved')
            return;
        const author = { kind: 'system', workspaceId: actor.workspaceId };
        await writeChange(tx, before, [{ author, kind: 'event', event: { type: 'session_ended', reason } }], {
            mode: 'messaging',
        });
    });
}
/** Live conversations whose contact nobody here has seen for a while. */
export async function listLiveConversations(core, idleSeconds) {
    const found = await core.db.query(`select workspace_id, id, contact_id from conversations
     where mode = 'live' and status in ('open', 'pending') and updated_at < now() - make_interval(secs => $1)`, [idleSeconds]);
    return found.rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id, contactId: row.contact_id }));
}
