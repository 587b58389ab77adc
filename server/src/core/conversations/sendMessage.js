import { fail } from '../../errors.ts';
import { transact } from '../core.ts';
import { completeContent } from '../files/completeContent.ts';
import { findEntry, lockConversation, writeChange, } from './changeConversation.ts';
import { insertConversation } from './insertConversation.ts';
import { prepareMessage } from './messageInput.ts';
/**
 * The one way a message or note gets into an existing conversation, whoever writes it. Durable when it resolves.
 * Errors: `conversation_not_found` (also when it is somebody else's), `content_not_allowed`, `file_not_found`.
 */
export async function sendMessage(core, actor, input) {
    const content = await completeContent(core.db, actor, input.content);
    const message = prepareMessage(actor, { ...input, content });
    const result = await core.appender.append(message);
    switch (result.outcome) {
        case 'done':
            return { conversationId: input.conversationId, seq: result.entry.seq, at: result.entry.at };
        case 'repeat':
            return { conversationId: input.conversationId, seq: result.seq, at: result.at };
        case 'slow':
            return transact(core, (tx) => appendCarefully(tx, actor, message));
        case 'missing':
            return fail('conversation_not_found');
    }
}
/** The same with what else must happen: reopening, waking, taking, or starting anew after a resolved one. */
export async function appendCarefully(tx, actor, input) {
    const before = await lockConversation(tx, actor, input.conversationId);
    const known = await findEntry(tx, before, input.id);
    if (known)
        return { conversationId: before.id, seq: known.seq, at: known.at };
    if (actor.kind === 'contact' && before.status === 'resolved' && (await startsNew(tx, before))) {
        return startNext(tx, actor, before, input);
    }
    const message = { author: actor, id: input.id, kind: input.kind, content: input.content };
    const { events, set } = planConsequences(actor, before, input.kind);
    const { entries } = await writeChange(tx, before, [...events, message], set);
    const entry = entries.at(-1);
    return { conversationId: before.id, seq: entry.seq, at: entry.at };
}
/** What a message brings with it: a contact's reopens and makes live again, an agent's first one takes the conversation. */
function planConsequences(actor, before, kind) {
    if (kind === 'note')
        return { events: [], set: {} };
    const active = before.status === 'open' || before.status === 'pending';
    const events = [];
    const set = {};
    const system = { kind: 'system', workspaceId: before.workspaceId };
    if (actor.kind === 'contact' && !active) {
        events.push({ author: system, kind: 'event', event: { type: 'reopened' } });
        Object.assign(set, { status: 'open', snoozed_until: null, resolved_at: null });
    }
    if (actor.kind === 'contact' && before.single && before.mode === 'messaging') {
        events.push({ author: system, kind: 'event', event: { type: 'session_resumed', via: 'return' } });
        Object.assign(set, { mode: 'live' });
    }
    if (actor.kind === 'agent' && active && before.assigneeId === null) {
        const { userId: agentId, name: agentName } = actor;
        events.push({
            author: actor,
            kind: 'event',
            event: { type: 'assigned', agentId, agentName, teamId: before.teamId },
        });
        Object.assign(set, { assignee_id: agentId });
    }
    return { events, set };
}
async function startsNew(tx, conversation) {
    const found = await tx.query(`select settings->>'afterResolve' as after from inboxes where workspace_id = $1 and id = $2`, [conversation.workspaceId, conversation.inboxId]);
    return found.rows[0]?.after === 'start_new';
}
/** The new conversation takes the message's id for its own, so that a repeat to the old one finds it again. */
async function startNext(tx, actor, before, input) {
    const next = await insertConversation(tx, {
        workspaceId: before.workspaceId,
        id: input.id,
        inboxId: before.inboxId,
        contactId: before.contactId,
    });
    if (next.id === before.id)
        return fail('conflict');
    return appendToStarted(tx, actor, next, input);
}
/** The first message of a conversation just inserted, or the repeat of one. */
export async function appendToStarted(tx, actor, started, input) {
    if (!started.fresh)
        return appendCarefully(tx, actor, { ...input, conversationId: started.id });
    const before = await lockConversation(tx, actor, started.id);
    const system = { kind: 'system', workspaceId: actor.workspaceId };
    const { entries } = await writeChange(tx, before, [
        {
            author: system,
            kind: 'event',
            event: { type: 'started', inboxId: started.inboxId, mode: started.mode },
        },
        { author: actor, id: input.id, kind: input.kind, content: input.content },
    ]);
    const entry = entries.at(-1);
    return { conversationId: started.id, seq: entry.seq, at: entry.at };
}
