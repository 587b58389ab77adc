import { loadContact } from '../core/contacts/contactRecord.ts';
import { markReadByAgent } from '../core/conversations/markRead.ts';
import { countViews, listChangedSince, listReads, loadConversation, takeWatermark, } from '../core/conversations/readConversations.ts';
import { readEntriesBefore } from '../core/conversations/readEntries.ts';
import { sendMessage } from '../core/conversations/sendMessage.ts';
import { topics } from './hub.ts';
import { replayConversation } from './replay.ts';
const MOST_CHANGED = 500;
/** An agent's (or a program's) socket: what each frame does. */
export class AgentSession {
    session;
    actor;
    #realtime;
    #viewing;
    #typing = false;
    constructor(realtime, session, actor) {
        this.#realtime = realtime;
        this.session = session;
        this.actor = actor;
    }
    async start() {
        const { hub, presence, presenter } = this.#realtime;
        const { workspaceId } = this.actor;
        await presenter.ready(workspaceId);
        hub.join(topics.desk(workspaceId), this.session);
        if (this.actor.kind !== 'agent')
            return;
        const { userId } = this.actor;
        hub.join(topics.user(workspaceId, userId), this.session);
        if (presence.agentCame(workspaceId, userId, this.session.id)) {
            this.#realtime.signal({ kind: 'agent_presence', workspaceId, userId, connected: true });
        }
    }
    stop() {
        const { workspaceId } = this.actor;
        this.#view(undefined);
        if (this.actor.kind !== 'agent')
            return;
        const { userId } = this.actor;
        if (this.#realtime.presence.agentLeft(workspaceId, userId, this.session.id)) {
            this.#realtime.signal({ kind: 'agent_presence', workspaceId, userId, connected: false });
        }
    }
    async handle(frame) {
        switch (frame.type) {
            case 'subscribe':
                return this.#subscribe(frame);
            case 'unsubscribe':
                return this.#unsubscribe(frame);
            case 'send':
                return this.#send(frame);
            case 'history':
                return this.#history(frame);
            case 'read':
                if (this.actor.kind === 'agent')
                    await markReadByAgent(this.#realtime.core, this.actor, frame.conversationId, frame.seq);
                return;
            case 'typing':
                return this.#type(frame);
            case 'view':
                return this.#view(frame.conversationId ?? undefined);
            default:
                return;
        }
    }
    async #subscribe(frame) {
        const { hub } = this.#realtime;
        const { workspaceId } = this.actor;
        if (frame.topic === 'conversations')
            return this.#followRows(frame.since);
        if (frame.topic === 'contact')
            return this.#followContact(frame.contactId);
        const topic = topics.conversation(workspaceId, frame.conversationId);
        await replayConversation(this.#realtime, this.session, this.actor, frame, () => hub.join(topic, this.session)).catch((error) => {
            hub.leave(topic, this.session);
            throw error;
        });
    }
    async #followRows(since) {
        const { hub, core, presenter } = this.#realtime;
        const { workspaceId } = this.actor;
        // On the topic before reading: a row that changes meanwhile comes twice, and its version sorts that out.
        hub.join(topics.rows(workspaceId), this.session);
        const watermark = await takeWatermark(core.db);
        const changed = since === undefined ? undefined : await listChangedSince(core.db, workspaceId, since, MOST_CHANGED);
        const conversations = changed && !changed.reset ? changed.conversations : [];
        const reads = this.actor.kind === 'agent'
            ? await listReads(core.db, workspaceId, this.actor.userId, conversations.map((c) => c.id))
            : [];
        this.session.send({
            type: 'rows',
            conversations: conversations.map((c) => presenter.conversation(c)),
            reads,
            counts: await countViews(core.db, workspaceId),
            watermark,
            reset: changed?.reset ?? false,
        });
    }
    async #followContact(contactId) {
        const { hub, core, presence } = this.#realtime;
        const { workspaceId } = this.actor;
        hub.join(topics.profile(workspaceId, contactId), this.session);
        const record = await loadContact(core.db, workspaceId, contactId).catch((error) => {
            hub.leave(topics.profile(workspaceId, contactId), this.session);
            throw error;
        });
        this.session.send({
            type: 'contact',
            contact: { ...record, online: presence.isOnline(workspaceId, contactId) },
        });
    }
    #unsubscribe(frame) {
        const { workspaceId } = this.actor;
        const topic = {
            conversation: () => topics.conversation(workspaceId, frame.id ?? ''),
            conversations: () => topics.rows(workspaceId),
            contact: () => topics.profile(workspaceId, frame.id ?? ''),
        }[frame.topic]();
        this.#realtime.hub.leave(topic, this.session);
    }
    async #send(frame) {
        const sent = await sendMessage(this.#realtime.core, this.actor, { ...frame, id: frame.entryId });
        this.session.send({ type: 'ack', ref: frame.ref, entryId: frame.entryId, ...sent });
    }
    async #history(frame) {
        const { core, presenter } = this.#realtime;
        const { workspaceId } = this.actor;
        const { conversationId, before, limit = 50, ref } = frame;
        await loadConversation(core.db, this.actor, conversationId);
        const read = await readEntriesBefore(core.db, workspaceId, conversationId, before, limit);
        const entries = read.entries.map((entry) => presenter.entry('agent', workspaceId, entry));
        this.session.send({
            type: 'entries',
            ref,
            conversationId,
            entries,
            deliveries: read.deliveries,
            more: read.more,
        });
    }
    async #type({ conversationId, typing }) {
        if (this.actor.kind !== 'agent')
            return;
        const { workspaceId, userId: id, name } = this.actor;
        const conversation = await loadConversation(this.#realtime.core.db, this.actor, conversationId);
        this.#realtime.signal({
            kind: 'typing',
            workspaceId,
            conversationId,
            contactId: conversation.contactId,
            author: { kind: 'agent', id, name },
            typing,
            sessionId: this.session.id,
        });
        this.#typing = typing;
        if (this.#viewing === conversationId)
            this.#tellViewing(conversationId, this.actor, true);
    }
    #view(conversationId) {
        if (this.actor.kind !== 'agent' || this.#viewing === conversationId)
            return;
        if (this.#viewing)
            this.#tellViewing(this.#viewing, this.actor, false);
        this.#viewing = conversationId;
        this.#typing = false;
        if (conversationId)
            this.#tellViewing(conversationId, this.actor, true);
    }
    #tellViewing(conversationId, { workspaceId, userId, name }, viewing) {
        const { presence, hub } = this.#realtime;
        presence.view(`${workspaceId}/${conversationId}`, this.session.id, viewing ? { userId, name, typing: this.#typing } : undefined);
        hub.send(topics.conversation(workspaceId, conversationId), () => ({
            type: 'viewers',
            conversationId,
            viewers: presence.viewers(`${workspaceId}/${conversationId}`),
        }));
    }
}
