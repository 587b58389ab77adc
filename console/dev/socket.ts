import type { ClientFrame, ServerFrame } from '@causerie/protocol';
import type { Bus, Socket } from './bus.ts';
import { append, type World } from './world.ts';

type FrameOf<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>;

/** The agents' half of the socket protocol. */
export function serveSocket(world: World, bus: Bus, socket: Socket) {
  bus.sockets.add(socket);
  socket.conversations = new Set();
  socket.contacts = new Set();
  const send = (frame: ServerFrame) => bus.send(socket, frame);
  socket.on('close', () => bus.sockets.delete(socket));
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as ClientFrame;
    const handler = handlers[frame.type] as ((frame: ClientFrame) => void) | undefined;
    handler?.(frame);
  });

  const handlers: { [T in ClientFrame['type']]?: (frame: FrameOf<T>) => void } = {
    hello: () =>
      send({ type: 'welcome', version: 1, now: bus.now(), heartbeatSeconds: 15, userId: world.me.id }),
    ping: (frame) => send({ type: 'pong', at: frame.at }),
    subscribe: (frame) => {
      if (frame.topic === 'conversation') subscribe(frame.conversationId, frame.have?.seq);
      if (frame.topic === 'contact') socket.contacts?.add(frame.contactId);
      if (frame.topic !== 'conversations') return;
      socket.rows = true;
      const ids = bus.changedSince(frame.since ?? bus.watermark());
      const conversations = ids.map((id) => world.conversations.get(id)!);
      send({ type: 'rows', conversations, watermark: bus.watermark() });
    },
    unsubscribe: (frame) => {
      if (frame.topic === 'conversation' && frame.id) socket.conversations?.delete(frame.id);
    },
    history: (frame) => {
      const log = (world.entries.get(frame.conversationId) ?? []).filter((e) => e.seq < frame.before);
      const entries = log.slice(-(frame.limit ?? 50));
      const answer = { ref: frame.ref, conversationId: frame.conversationId, deliveries: [] };
      setTimeout(() => send({ type: 'entries', ...answer, entries, more: log.length > entries.length }), 120);
    },
    send: (frame) => {
      const conversation = world.conversations.get(frame.conversationId)!;
      // A message that says so is refused, to see what a failure looks like.
      if (frame.content.kind === 'text' && frame.content.text.includes('#fail')) {
        return send({
          type: 'nack',
          ref: frame.ref,
          code: 'content_not_allowed',
          message: 'Refused for the test.',
        });
      }
      const author = { kind: 'agent' as const, id: world.me.id, name: world.me.name };
      const body = { kind: frame.kind, content: frame.content };
      const written = append(world, conversation, author, body, { id: frame.entryId });
      const { seq, at } = written.entry;
      send({ type: 'ack', ref: frame.ref, entryId: frame.entryId, conversationId: conversation.id, seq, at });
      bus.announce(written.conversation, written.entry);
    },
    read: (frame) => {
      const conversation = world.conversations.get(frame.conversationId);
      if (!conversation) return;
      const read = {
        conversationId: frame.conversationId,
        readSeq: frame.seq,
        contactMessages: conversation.contactMessages,
      };
      world.reads.set(read.conversationId, read);
      bus.all({ type: 'agent_read', read });
    },
    view: (frame) => {
      socket.viewing = frame.conversationId;
    },
  };

  function subscribe(id: string, have: number | undefined) {
    const conversation = world.conversations.get(id);
    if (!conversation)
      return send({ type: 'unsubscribed', topic: 'conversation', id, code: 'conversation_not_found' });
    socket.conversations?.add(id);
    const log = world.entries.get(id) ?? [];
    const entries = have === undefined ? log.slice(-60) : log.filter((e) => e.seq > have);
    send({
      type: 'subscribed',
      topic: 'conversation',
      conversation,
      entries,
      deliveries: world.deliveries.get(id) ?? [],
      reset: false,
      more: have === undefined && log.length > entries.length,
      viewers: [],
    });
  }
}
