import type { Announcement } from '../core/announcements.ts';
import type { ConversationRecord } from '../core/conversations/conversationRecord.ts';
import type { Presence } from '../core/presence/presence.ts';
import type { Directory } from '../core/workspaces/directory.ts';
import type { Presenter } from '../presenters/presenter.ts';
import type { BusMessage } from './bus.ts';
import { type Hub, type OnlyReaders, topics } from './hub.ts';
import type { Signal } from './signals.ts';

export type DispatchParts = {
  hub: Hub;
  presenter: Presenter;
  directory: Directory;
  presence: Presence;
  /** The contact's profile as agents see it; asked only when somebody follows it. */
  tellContact: (workspaceId: string, contactId: string) => void;
  countsChanged: (workspaceId: string) => void;
  /** Lists that only the database can decide. */
  views: {
    conversationChanged: (workspaceId: string, conversationId: string) => void;
    contactChanged: (workspaceId: string, contactId: string) => void;
  };
  membersChanged: (workspaceId: string) => void;
  /** The visitors on this topic (of these identities, where given) are this contact now. */
  visitorKnown: (topic: string, contactId: string, addresses?: string[]) => void;
};

type AnnouncementOf<K extends Announcement['kind']> = Extract<Announcement, { kind: K }>;
type SignalOf<K extends Signal['kind']> = Extract<Signal, { kind: K }>;
type Handlers = {
  announcement: { [K in Announcement['kind']]: (parts: DispatchParts, a: AnnouncementOf<K>) => void };
  signal: { [K in Signal['kind']]: (parts: DispatchParts, s: SignalOf<K>) => void };
};

/** Turns what happened into frames for those who listen. No query on this path: a message carries all that is shown. */
export function dispatch(
  parts: DispatchParts,
  message: Extract<BusMessage, { type: 'announcement' | 'signal' }>,
): void {
  if (message.type === 'announcement') {
    const handle = handlers.announcement[message.announcement.kind] as (
      p: DispatchParts,
      a: Announcement,
    ) => void;
    handle(parts, message.announcement);
  } else {
    const handle = handlers.signal[message.signal.kind] as (p: DispatchParts, s: Signal) => void;
    handle(parts, message.signal);
  }
}

const handlers: Handlers = {
  announcement: {
    entries(parts, { workspaceId, conversation, entries }) {
      const { hub, presenter } = parts;
      for (const entry of entries) {
        const about = { conversationId: conversation.id, seq: entry.seq };
        for (const [topic, audience] of [
          [topics.conversation(workspaceId, conversation.id), 'agent'],
          [topics.contact(workspaceId, conversation.contactId), 'contact'],
        ] as const) {
          hub.send(
            topic,
            () => ({
              type: 'entry',
              entry: presenter.entry(audience, workspaceId, entry),
              conversation: presenter.conversationFor(audience, conversation),
            }),
            about,
            { onlyReaders: onlyReaders(hub, conversation) },
          );
        }
      }
      tellRow(parts, conversation);
    },
    conversation(parts, { workspaceId, conversation }) {
      const { hub, presenter } = parts;
      const about = { conversationId: conversation.id, version: conversation.version };
      hub.send(
        topics.conversation(workspaceId, conversation.id),
        () => ({ type: 'conversation', conversation: presenter.conversation(conversation) }),
        about,
        { onlyReaders: onlyReaders(hub, conversation) },
      );
      hub.send(
        topics.contact(workspaceId, conversation.contactId),
        () => ({ type: 'conversation', conversation: presenter.visitorConversation(conversation) }),
        about,
      );
      tellRow(parts, conversation);
    },
    delivery(parts, { workspaceId, conversation, delivery }) {
      const { hub, presenter } = parts;
      const topic = topics.conversation(workspaceId, conversation.id);
      hub.send(
        topic,
        () => ({ type: 'delivery', delivery }),
        { conversationId: conversation.id, version: delivery.version },
        { onlyReaders: onlyReaders(hub, conversation) },
      );
      hub.send(
        topic,
        () => ({ type: 'conversation', conversation: presenter.conversation(conversation) }),
        { conversationId: conversation.id, version: conversation.version },
        { onlyReaders: onlyReaders(hub, conversation) },
      );
      tellRow(parts, conversation);
    },
    agent_read({ hub }, { workspaceId, userId, read }) {
      hub.send(topics.user(workspaceId, userId), () => ({ type: 'agent_read', read }));
    },
    followers({ hub, views, countsChanged }, { workspaceId, conversationId, userIds }) {
      hub.send(topics.conversation(workspaceId, conversationId), () => ({
        type: 'followers',
        conversationId,
        userIds,
      }));
      views.conversationChanged(workspaceId, conversationId);
      countsChanged(workspaceId);
    },
    notified({ hub, presenter, views, countsChanged }, { workspaceId, userId, notification }) {
      hub.send(topics.user(workspaceId, userId), () => ({
        type: 'notified',
        ...(notification && { notification: presenter.notification(workspaceId, notification) }),
      }));
      if (notification?.kind === 'mention')
        views.conversationChanged(workspaceId, notification.conversationId);
      countsChanged(workspaceId);
    },
    draft({ hub }, { workspaceId, userId, draft }) {
      hub.send(topics.user(workspaceId, userId), () => ({ type: 'draft', draft }));
    },
    contact({ tellContact, views }, { workspaceId, contactId }) {
      tellContact(workspaceId, contactId);
      views.contactChanged(workspaceId, contactId);
    },
    contact_merged({ visitorKnown }, { workspaceId, from, contactId }) {
      visitorKnown(topics.contact(workspaceId, from), contactId);
    },
    removed({ hub, countsChanged }, { workspaceId, conversations }) {
      for (const { id } of conversations) {
        const topic = topics.conversation(workspaceId, id);
        for (const session of [...hub.sessions(topic)]) {
          hub.leave(topic, session);
          session.send({ type: 'unsubscribed', topic: 'conversation', id, code: 'conversation_not_found' });
        }
      }
      const removed = conversations.map((each) => each.id);
      hub.send(topics.rows(workspaceId), () => ({ type: 'rows', conversations: [], removed }));
      // Their widgets come back at once, and find what is left.
      for (const contactId of new Set(conversations.map((each) => each.contactId)))
        for (const session of [...hub.sessions(topics.contact(workspaceId, contactId))]) session.terminate();
      countsChanged(workspaceId);
    },
    contact_removed({ hub }, { workspaceId, contactId }) {
      const topic = topics.profile(workspaceId, contactId);
      hub.send(topic, () => ({
        type: 'unsubscribed',
        topic: 'contact',
        id: contactId,
        code: 'contact_not_found',
      }));
      for (const session of [...hub.sessions(topics.contact(workspaceId, contactId))]) session.terminate();
    },
    contact_split({ visitorKnown }, { workspaceId, from, contactId, addresses }) {
      visitorKnown(topics.contact(workspaceId, from), contactId, addresses);
    },
    availability({ hub }, { workspaceId, userId, availability }) {
      hub.send(topics.desk(workspaceId), () => ({ type: 'availability', userId, availability }));
    },
    queue_place({ hub }, { workspaceId, contactId, conversationId, place, expectedSeconds }) {
      hub.send(topics.contact(workspaceId, contactId), () => ({
        type: 'queue',
        conversationId,
        place,
        expectedSeconds,
      }));
    },
    changed({ hub, directory, membersChanged, countsChanged }, { workspaceId, what }) {
      if (what === 'views') countsChanged(workspaceId);
      if (what === 'members' || what === 'api_keys') {
        directory.forget(workspaceId);
        membersChanged(workspaceId);
      }
      if (what === 'roles') membersChanged(workspaceId);
      hub.send(topics.desk(workspaceId), () => ({ type: 'changed', what }));
    },
  },
  signal: {
    typing({ hub }, { workspaceId, conversationId, contactId, author, typing, sessionId }) {
      const frame = () => ({ type: 'typing' as const, conversationId, author, typing });
      hub.send(topics.conversation(workspaceId, conversationId), frame, {}, { except: sessionId });
      if (author.kind !== 'contact')
        hub.send(topics.contact(workspaceId, contactId), frame, {}, { except: sessionId });
    },
    viewing({ hub, presence }, { workspaceId, conversationId, sessionId, viewer }) {
      presence.view(`${workspaceId}/${conversationId}`, sessionId, viewer ?? undefined);
      hub.send(topics.conversation(workspaceId, conversationId), () => ({
        type: 'viewers',
        conversationId,
        viewers: presence.viewers(`${workspaceId}/${conversationId}`),
      }));
    },
    contact_here({ hub, presence }, { workspaceId, contactId, sessionId, here: online }) {
      const isChange = online
        ? presence.contactCame(workspaceId, contactId, sessionId)
        : presence.contactLeft(workspaceId, contactId, sessionId);
      if (!isChange) return;
      hub.send(topics.profile(workspaceId, contactId), () => ({
        type: 'contact_presence',
        contactId,
        online,
      }));
    },
    contact_page({ hub }, { workspaceId, contactId, page }) {
      hub.send(topics.profile(workspaceId, contactId), () => ({
        type: 'contact_presence',
        contactId,
        online: true,
        page,
      }));
    },
    agent_here({ hub, presence }, { workspaceId, userId, sessionId, here: connected }) {
      const isChange = connected
        ? presence.agentCame(workspaceId, userId, sessionId)
        : presence.agentLeft(workspaceId, userId, sessionId);
      if (!isChange) return;
      hub.send(topics.desk(workspaceId), () => ({ type: 'availability', userId, connected }));
    },
    visitor_known({ visitorKnown }, { workspaceId, address, contactId }) {
      visitorKnown(topics.visitor(workspaceId, address), contactId);
    },
  },
};

function tellRow(
  { hub, presenter, countsChanged, views }: DispatchParts,
  conversation: ConversationRecord,
): void {
  views.conversationChanged(conversation.workspaceId, conversation.id);
  hub.send(
    topics.rows(conversation.workspaceId),
    () => ({ type: 'rows', conversations: [presenter.conversation(conversation)] }),
    {},
    {
      onlyReaders: {
        of: conversation,
        // They may have had it until now; who never had it ignores this.
        others: (session) => session.send({ type: 'rows', conversations: [], removed: [conversation.id] }),
      },
    },
  );
  countsChanged(conversation.workspaceId);
}

/** Who has a conversation open that is no longer theirs to see is told so, and hears no more of it. */
function onlyReaders(hub: Hub, conversation: ConversationRecord): OnlyReaders {
  const topic = topics.conversation(conversation.workspaceId, conversation.id);
  return {
    of: conversation,
    others(session) {
      hub.leave(topic, session);
      session.send({
        type: 'unsubscribed',
        topic: 'conversation',
        id: conversation.id,
        code: 'conversation_not_found',
      });
    },
  };
}
