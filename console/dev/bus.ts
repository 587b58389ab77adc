import type { Conversation, Entry, ServerFrame } from '@causerie/protocol';
import type { WebSocket } from 'ws';
import { counts, iso, type World } from './world.ts';

export type Socket = WebSocket & {
  conversations?: Set<string>;
  rows?: boolean;
  contacts?: Set<string>;
  viewing?: string | null;
};

/** Who listens to what, and what they are told. */
export function makeBus(world: World) {
  const sockets = new Set<Socket>();
  const changed: string[] = [];
  const send = (socket: Socket, frame: ServerFrame) => {
    if (socket.readyState === 1) socket.send(JSON.stringify(frame));
  };
  return {
    sockets,
    send,
    watermark: () => String(changed.length),
    changedSince: (watermark: string) => [...new Set(changed.slice(Number(watermark)))],
    all: (frame: ServerFrame) => {
      for (const socket of sockets) send(socket, frame);
    },
    /** A conversation changed, perhaps with a new entry. */
    announce(conversation: Conversation, entry?: Entry) {
      world.conversations.set(conversation.id, conversation);
      changed.push(conversation.id);
      for (const socket of sockets) {
        if (socket.conversations?.has(conversation.id)) {
          send(
            socket,
            entry ? { type: 'entry', entry, conversation } : { type: 'conversation', conversation },
          );
        }
        if (socket.rows) {
          send(socket, {
            type: 'rows',
            conversations: [conversation],
            counts: counts(world),
            watermark: String(changed.length),
          });
        }
      }
    },
    typing(conversationId: string, author: Entry['author'], typing: boolean) {
      for (const socket of sockets) {
        if (socket.conversations?.has(conversationId))
          send(socket, { type: 'typing', conversationId, author, typing });
      }
    },
    now: () => iso(Date.now()),
  };
}
export type Bus = ReturnType<typeof makeBus>;
