import { topics } from './hub.ts';
/** Turns what happened into frames for those who listen. No query on this path: a message carries all that is shown. */
export function dispatch(parts, message) {
    if (message.type === 'announcement') {
        const handle = handlers.announcement[message.announcement.kind];
        handle(parts, message.announcement);
    }
    else {
        const handle = handlers.signal[message.signal.kind];
        handle(parts, message.signal);
    }
}
const handlers = {
    announcement: {
        entries(parts, { workspaceId, conversation, entries }) {
            const { hub, presenter } = parts;
            for (const entry of entries) {
                const about = { conversationId: conversation.id, seq: entry.seq };
                for (const [topic, audience] of [
                    [topics.conversation(workspaceId, conversation.id), 'agent'],
                    [topics.contact(workspaceId, conversation.contactId), 'contact'],
                ]) {
                    hub.send(topic, () => ({
                        type: 'entry',
                        entry: presenter.entry(audience, workspaceId, entry),
                        conversation: presenter.conversationFor(audience, conversation),
                    }), about);
                }
            }
            tellRow(parts, conversation);
        },
        conversation(parts, { workspaceId, conversation }) {
            const { hub, presenter } = parts;
            const about = { conversationId: conversation.id, version: conversation.version };
            hub.send(topics.conversation(workspaceId, conversation.id), () => ({ type: 'conversation', conversation: presenter.conversation(conversation) }), about);
            hub.send(topics.contact(workspaceId, conversation.contactId), () => ({ type: 'conversation', conversation: presenter.visitorConversation(conversation) }), about);
            tellRow(parts, conversation);
        },
        delivery(parts, { workspaceId, conversation, delivery }) {
            const { hub, presenter } = parts;
            const topic = topics.conversation(workspaceId, conversation.id);
            hub.send(topic, () => ({ type: 'delivery', delivery }), {
                conversationId: conversation.id,
                version: delivery.version,
            });
            hub.send(topic, () => ({ type: 'conversation', conversation: presenter.conversation(conversation) }), {
                conversationId: conversation.id,
                version: conversation.version,
            });
            tellRow(parts, conversation);
        },
        agent_read({ hub }, { workspaceId, userId, read }) {
            hub.send(topics.user(workspaceId, userId), () => ({ type: 'agent_read', read }));
        },
        contact({ tellContact }, { workspaceId, contactId }) {
            tellContact(workspaceId, contactId);
        },
        availability({ hub }, { workspaceId, userId, availability }) {
            hub.send(topics.desk(workspaceId), () => ({ type: 'availability', userId, availability }));
        },
        changed({ hub, directory, membersChanged }, { workspaceId, what }) {
            if (what === 'members' || what === 'api_keys') {
                directory.forget(workspaceId);
                membersChanged(workspaceId);
            }
            hub.send(topics.desk(workspaceId), () => ({ type: 'changed', what }));
        },
    },
    signal: {
        typing({ hub }, { workspaceId, conversationId, contactId, author, typing, sessionId }) {
            const frame = () => ({ type: 'typing', conversationId, author, typing });
            hub.send(topics.conversation(workspaceId, conversationId), frame, {}, sessionId);
            if (author.kind !== 'contact')
                hub.send(topics.contact(workspaceId, contactId), frame, {}, sessionId);
        },
        viewing() {
            // The sockets keep presence themselves; a second node will learn of it here.
        },
        contact_presence({ hub }, { workspaceId, contactId, online, page }) {
            hub.send(topics.profile(workspaceId, contactId), () => ({
                type: 'contact_presence',
                contactId,
                online,
                ...(page && { page }),
            }));
        },
        agent_presence({ hub }, { workspaceId, userId, connected }) {
            hub.send(topics.desk(workspaceId), () => ({ type: 'availability', userId, connected }));
        },
        visitor_known({ visitorKnown }, { workspaceId, address, contactId }) {
            visitorKnown(workspaceId, address, contactId);
        },
    },
};
function tellRow({ hub, presenter, countsChanged }, conversation) {
    hub.send(topics.rows(conversation.workspaceId), () => ({
        type: 'rows',
        conversations: [presenter.conversation(conversation)],
    }));
    countsChanged(conversation.workspaceId);
}
