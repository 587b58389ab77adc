import { ClientFrame, type Conversation, type Entry, type SendFrame, ServerFrame } from '@causerie/protocol';
import { Compile } from 'typebox/compile';
import { agentId, contactId, deliveriesOf, type Log, present, seenBy, when } from './fakeLog.ts';
import { FakeStore } from './fakeStore.ts';

const clientFrame = Compile(ClientFrame);
const serverFrame = Compile(ServerFrame);

/** The server's end of a connection. */
export type Link = { send(data: string): void; close(): void };

type Peer = {
  role: 'visitor' | 'agent' | undefined;
  id: string;
  link: Link;
  conversations: Set<string>;
  rows: boolean;
  contacts: Set<string>;
  frames: ClientFrame[];
};
/** What may go wrong; each is asked every time the thing is about to happen. All answer no by default. */
export type Faults = {
  /** An announcement never reaches this subscriber, reaches it twice, or after that many milliseconds. */
  announcement: () => 'lost' | 'twice' | number | undefined;
  /** The message is written and the acknowledgement lost. */
  loseAcknowledgement: () => boolean;
  refuseMessage: (frame: SendFrame) => { code: string; retryAfterMs?: number } | undefined;
};

/**
 * An honest, small model of the server: logs with gapless seqs, messages idempotent by entry id in the workspace,
 * announcements after the write, replay from what the client has. It holds one contact and any number of agents.
 */
export class FakeServer {
  readonly store: FakeStore;
  readonly peers = new Set<Peer>();
  readonly faults: Faults = {
    announcement: () => undefined,
    loseAcknowledgement: () => false,
    refuseMessage: () => undefined,
  };
  /** Most entries that a replay sends before it says `reset` instead. */
  replayLimit = 200;
  /** Entries of a replay that go in frames of their own before `subscribed`. */
  pieceSize = Number.POSITIVE_INFINITY;
  /** What to answer a `hello` with, instead of `welcome`. */
  refusal: Omit<Extract<ServerFrame, { type: 'refused' }>, 'type'> | undefined;
  heartbeatSeconds = 15;
  /** Answers nothing to conversations' subscriptions. */
  silent = false;
  /** Everything clients sent, in order of arrival. */
  readonly received: ClientFrame[] = [];
  readonly #later: (work: () => void, ms: number) => void;

  constructor(later: (work: () => void, ms: number) => void = setTimeout) {
    this.#later = later;
    this.store = new FakeStore({
      announce: (log, frameFor) => this.#announce(log, frameFor),
      rowChanged: (conversation) => {
        for (const peer of this.peers) {
          if (peer.rows) this.#tell(peer, { type: 'rows', conversations: [conversation] });
        }
      },
    });
  }

  accept(link: Link): { receive(data: string): void; gone(): void } {
    const peer: Peer = {
      role: undefined,
      id: '',
      link,
      conversations: new Set(),
      rows: false,
      contacts: new Set(),
      frames: [],
    };
    this.peers.add(peer);
    return {
      receive: (data) => {
        const frame: unknown = JSON.parse(data);
        if (!clientFrame.Check(frame)) throw new Error(`The protocol has no such frame: ${data}`);
        this.received.push(frame);
        peer.frames.push(frame);
        this.#handle(peer, frame);
      },
      gone: () => this.peers.delete(peer),
    };
  }

  /** To every connected client. */
  broadcast(frame: ServerFrame): void {
    for (const peer of this.peers) this.#send(peer, frame);
  }

  readonly #handlers: {
    [T in ClientFrame['type']]?: (peer: Peer, frame: Extract<ClientFrame, { type: T }>) => void;
  } = {
    ping: (peer, { at }) => this.#send(peer, { type: 'pong', at }),
    send: (peer, frame) => this.#write(peer, frame),
    subscribe: (peer, frame) => {
      if (frame.topic === 'conversation') this.#subscribe(peer, frame);
      else if (frame.topic === 'conversations') this.#subscribeRows(peer, frame.since);
      else if (frame.topic === 'contact') peer.contacts.add(frame.contactId);
    },
    unsubscribe: (peer, { topic, id }) => {
      if (topic === 'conversation' && id) peer.conversations.delete(id);
      if (topic === 'conversations') peer.rows = false;
      if (topic === 'contact' && id) peer.contacts.delete(id);
    },
    history: (peer, { ref, conversationId, before, limit = 50 }) => {
      const log = this.store.logs.get(conversationId);
      if (!log) {
        this.#send(peer, { type: 'nack', ref, code: 'conversation_not_found', message: '' });
        return;
      }
      const entries = log.entries.slice(Math.max(0, before - 1 - limit), before - 1);
      this.#send(peer, {
        type: 'entries',
        ref,
        conversationId,
        entries: entries.map((entry) => seenBy(peer.role, entry)),
        deliveries: deliveriesOf(log, entries),
        more: before - 1 - limit > 0,
      });
    },
    read: (peer, { conversationId, seq }) => this.store.read(conversationId, peer.role!, seq),
    typing: (peer, { conversationId, typing }) => {
      const author = authorOf(peer);
      for (const other of this.peers) {
        if (other === peer || !this.#follows(other, conversationId)) continue;
        this.#send(other, { type: 'typing', conversationId, author, typing });
      }
    },
  };

  #handle(peer: Peer, frame: ClientFrame): void {
    if (frame.type === 'hello') this.#hello(peer, frame);
    else if (peer.role)
      (this.#handlers[frame.type] as ((p: Peer, f: ClientFrame) => void) | undefined)?.(peer, frame);
  }

  #hello(peer: Peer, frame: Extract<ClientFrame, { type: 'hello' }>): void {
    if (this.refusal) {
      this.#send(peer, { type: 'refused', ...this.refusal });
      peer.link.close();
      return;
    }
    peer.role = frame.role;
    peer.id = frame.role === 'visitor' ? contactId : (frame.token ?? agentId);
    this.#send(peer, {
      type: 'welcome',
      version: 1,
      now: when,
      heartbeatSeconds: this.heartbeatSeconds,
      ...(frame.role === 'visitor' ? { contactId } : { userId: peer.id }),
    });
  }

  #subscribe(peer: Peer, frame: Extract<ClientFrame, { type: 'subscribe'; topic: 'conversation' }>): void {
    const { conversationId, have, limit = 50 } = frame;
    const log = this.store.logs.get(conversationId);
    if (this.silent) return;
    if (!log) {
      const code = 'conversation_not_found';
      this.#send(peer, { type: 'unsubscribed', topic: 'conversation', id: conversationId, code });
      return;
    }
    peer.conversations.add(conversationId);
    const last = log.entries.length;
    // A client that has more than there is comes from a log that a restored backup has forgotten.
    const reset = have !== undefined && (last - have.seq > this.replayLimit || have.seq > last);
    const from = have && !reset ? have.seq : Math.max(0, last - limit);
    const entries = log.entries.slice(from);
    const deliveries =
      have && !reset
        ? [...log.deliveries.values()].filter((delivery) => delivery.version > have.version)
        : deliveriesOf(log, entries);
    const shown = entries.map((entry) => seenBy(peer.role, entry));
    while (shown.length > this.pieceSize) {
      const piece = shown.splice(0, this.pieceSize);
      this.#send(peer, { type: 'entries', conversationId, entries: piece, deliveries: [], more: false });
    }
    this.#send(peer, {
      type: 'subscribed',
      topic: 'conversation',
      conversation: present(log, peer.role!),
      entries: shown,
      deliveries,
      reset,
      more: from > 0 && (!have || reset),
      ...(peer.role === 'agent' && { viewers: [] }),
    });
  }

  #subscribeRows(peer: Peer, since: string | undefined): void {
    peer.rows = true;
    const changed = new Set(this.store.changes.slice(Number(since ?? this.store.changes.length)));
    this.#send(peer, {
      type: 'rows',
      conversations: [...changed].map((id) => present(this.store.logs.get(id)!, 'agent') as Conversation),
      watermark: String(this.store.changes.length),
    });
  }

  #write(peer: Peer, frame: SendFrame): void {
    const { ref, entryId } = frame;
    const no = this.faults.refuseMessage(frame);
    if (no) {
      this.#send(peer, { type: 'nack', ref, message: 'No.', ...no });
      return;
    }
    const entry = this.store.append(frame.conversationId, entryId, frame.kind, frame.content, authorOf(peer));
    if (this.faults.loseAcknowledgement()) return;
    const { conversationId, seq, at } = entry;
    this.#send(peer, { type: 'ack', ref, entryId, conversationId, seq, at });
  }

  #announce(log: Log, frameFor: (role: 'visitor' | 'agent') => ServerFrame): void {
    for (const peer of this.peers) {
      if (!this.#follows(peer, log.id)) continue;
      this.#tell(peer, frameFor(peer.role!));
    }
  }

  /** Sends an announcement, with what can happen to one on its way between servers. */
  #tell(peer: Peer, frame: ServerFrame): void {
    const fate = this.faults.announcement();
    if (typeof fate === 'number') this.#later(() => this.#send(peer, frame), fate);
    else if (fate !== 'lost') this.#send(peer, frame);
    if (fate === 'twice') this.#send(peer, frame);
  }

  #follows(peer: Peer, conversationId: string): boolean {
    return peer.role === 'visitor' || (peer.role === 'agent' && peer.conversations.has(conversationId));
  }

  #send(peer: Peer, frame: ServerFrame): void {
    if (this.peers.has(peer)) peer.link.send(write(frame));
  }
}

/** A model that says what the real server may not say would prove nothing. */
function write(frame: ServerFrame): string {
  if (!serverFrame.Check(frame)) throw new Error(`The protocol has no such frame: ${JSON.stringify(frame)}`);
  return JSON.stringify(frame);
}

function authorOf(peer: Peer): Entry['author'] {
  return peer.role === 'visitor'
    ? { kind: 'contact', id: peer.id }
    : { kind: 'agent', id: peer.id, name: 'Ada' };
}
