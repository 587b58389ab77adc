import { loadConversation } from '../core/conversations/readConversations.ts';
import { listDeliveriesSince, readEntriesAfter, readEntriesBefore, } from '../core/conversations/readEntries.ts';
const STANDARD_PAGE = 50;
/** Somebody further behind than this gets the newest page and reads the rest on demand. */
const MOST_MISSED = 1000;
/**
 * Brings a session up to date with one conversation and then live, without a window between the two: live frames
 * wait from before the first read until the replay has been sent. `join` puts the session on the topics that carry
 * the conversation. Throws `conversation_not_found`.
 */
export async function replayConversation(realtime, session, actor, request, join) {
    const { core, presenter } = realtime;
    const audience = actor.kind === 'contact' ? 'contact' : 'agent';
    const { conversationId, have } = request;
    session.catchUp(conversationId);
    join();
    try {
        await presenter.ready(actor.workspaceId);
        // The row is read before the log: entries that arrive in between are sent with the log, and only come early.
        const conversation = await loadConversation(core.db, actor, conversationId);
        const { read, reset } = await readMissed(core, actor.workspaceId, conversationId, have, request.limit ?? STANDARD_PAGE, conversation.lastSeq);
        const last = read.entries.at(-1)?.seq ?? have?.seq ?? 0;
        session.send({
            type: 'subscribed',
            topic: 'conversation',
            conversation: presenter.conversationFor(audience, conversation),
            entries: read.entries.map((entry) => presenter.entry(audience, actor.workspaceId, entry)),
            deliveries: audience === 'agent' ? read.deliveries : [],
            reset,
            more: read.more,
            ...(audience === 'agent' && {
                viewers: realtime.presence.viewers(`${actor.workspaceId}/${conversationId}`),
            }),
        });
        session.caughtUp(conversationId, last, conversation.version);
    }
    catch (error) {
        session.stopCatchingUp(conversationId);
        throw error;
    }
}
async function readMissed(core, workspaceId, conversationId, have, limit, lastSeq) {
    // A client that claims to know more than there is talks of another database: it starts over.
    const behind = have === undefined ? undefined : lastSeq - have.seq;
    if (have === undefined || behind === undefined || behind < 0 || behind > MOST_MISSED) {
        const read = await readEntriesBefore(core.db, workspaceId, conversationId, undefined, limit);
        return { read, reset: have !== undefined };
    }
    const read = await readEntriesAfter(core.db, workspaceId, conversationId, have.seq, MOST_MISSED * 2);
    const deliveries = await listDeliveriesSince(core.db, workspaceId, conversationId, have.version);
    return { read: { ...read, deliveries, more: false }, reset: false };
}
