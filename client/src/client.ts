import type { ClientFrame, RefusalReason, ServerFrame, ServerFrameOf } from '@causerie/protocol';
import { Connection } from './connection.ts';
import type { AnyConversation } from './conversationSync.ts';
import { Emitter } from './emitter.ts';
import { Follows } from './follows.ts';
import { memoryOutbox } from './memoryOutbox.ts';
import { Outbox } from './outbox.ts';
import { ReadCursors } from './readCursors.ts';
import { systemClock } from './systemClock.ts';
import { ConversationTimeline } from './timeline.ts';
import type { Client, ClientEvents, ClientOptions, Clock, ConnectionState, Timeline } from './types.ts';

/** Reasons of a refusal for which a message on its way may be to blame. */
const frameReasons: readonly RefusalReason[] = ['bad_frame', 'frame_too_big'];

type Handlers = { [T in ServerFrame['type']]?: (frame: ServerFrameOf<T>) => void };

/** A client of one server for one user; nothing happens before `connect()` but reading the outbox. */
export function createClient(options: ClientOptions): Client {
  return new SocketClient(options);
}

class SocketClient implements Client {
  clockOffsetMs = 0;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #follows: Follows;
  readonly reads: ReadCursors;
  readonly #emitter = new Emitter<ClientEvents>();
  readonly #timelines = new Map<string, ConversationTimeline>();
  /** Newest entry and version told to the app, so that repeats are told once. */
  readonly #told = new Map<string, { seq: number; version: number }>();
  #selfId: string | undefined;

  constructor(options: ClientOptions) {
    const { clock = systemClock, random = Math.random } = options;
    this.#clock = clock;
    this.#random = random;
    const send = (frame: ClientFrame): boolean => this.#connection.send(frame);
    this.#follows = new Follows(send);
    this.reads = new ReadCursors(clock, send);
    this.#outbox = new Outbox({
      storage: options.outbox ?? memoryOutbox(),
      clock,
      random,
      send,
      onChange: (id) => this.#timelines.get(id)?.outboxChanged(),
      onAcknowledged: (event) => {
        this.#emitter.emit('acknowledged', event);
        this.#with(event.conversationId, ({ sync }) => sync.expect(event.seq));
      },
      onFailed: (event) => this.#emitter.emit('failed', event),
      held: (id) => {
        const sync = this.#timelines.get(id)?.sync;
        return sync && { catchingUp: sync.phase === 'asking', lastSeq: sync.log.last };
      },
      isInLog: (entryId) => [...this.#timelines.values()].some(({ sync }) => sync.log.has(entryId)),
    });
    this.#connection = new Connection({
      url: options.url,
      hello: options.hello,
      webSocket: options.webSocket ?? globalThis.WebSocket,
      clock,
      random,
      heartbeatMs: options.heartbeatMs,
      heartbeatTimeoutMs: options.heartbeatTimeoutMs ?? 5_000,
      backOffMs: options.backOffMs ?? { first: 300, most: 20_000 },
      onState: (change) => this.#emitter.emit('state', change),
      onWelcome: (frame) => this.#welcomed(frame),
      onFrame: (frame) => this.#dispatch(frame),
      onLost: () => this.#lost(),
      onRefused: ({ reason, message }) =>
        frameReasons.includes(reason) && this.#outbox.blame(reason, message),
    });
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  get waiting(): number {
    return this.#outbox.waiting;
  }

  on<E extends keyof ClientEvents>(event: E, listener: (payload: ClientEvents[E]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  connect(): void {
    this.#connection.connect();
  }

  close(): void {
    this.reads.stop();
    this.#connection.close();
  }

  wake(): void {
    this.#connection.wake();
  }

  conversation<C extends AnyConversation = AnyConversation>(id: string): Timeline<C> {
    let timeline = this.#timelines.get(id);
    if (!timeline) {
      timeline = this.#createTimeline(id);
      this.#timelines.set(id, timeline);
      if (this.state === 'online') timeline.online();
    }
    timeline.holders++;
    // Which of the two shapes a conversation has depends on who says hello, which only the caller knows.
    return timeline as Timeline<AnyConversation> as Timeline<C>;
  }

  followConversations(watermark?: string): () => void {
    return this.#follows.conversations(watermark);
  }

  followView(view: string, watermark: string): () => void {
    return this.#follows.listView(view, watermark);
  }

  followContact(contactId: string): () => void {
    return this.#follows.contact(contactId);
  }

  view(conversationId: string | null): void {
    this.#follows.view(conversationId);
  }

  page(url: string, title: string): void {
    this.#follows.page(url, title);
  }

  leave(): void {
    this.#connection.send({ type: 'leave' });
  }

  #createTimeline(id: string): ConversationTimeline {
    const timeline: ConversationTimeline = new ConversationTimeline({
      id,
      clock: this.#clock,
      random: this.#random,
      outbox: this.#outbox,
      reads: this.reads,
      send: (frame) => this.#connection.send(frame),
      isSelf: (author) => author.id !== undefined && author.id === this.#selfId,
      onEnd: () => {
        this.#timelines.delete(id);
        timeline.end();
        this.#outbox.forgetAcknowledged(id);
        this.#connection.send({ type: 'unsubscribe', topic: 'conversation', id });
      },
    });
    return timeline;
  }

  #welcomed(frame: ServerFrameOf<'welcome'>): void {
    this.clockOffsetMs = Date.parse(frame.now) - this.#clock.now();
    this.#selfId = frame.userId ?? frame.contactId;
    this.#follows.online();
    for (const timeline of this.#timelines.values()) timeline.online();
    this.reads.online();
    void this.#outbox.online();
  }

  #lost(): void {
    this.#outbox.offline();
    for (const timeline of this.#timelines.values()) timeline.offline();
  }

  #dispatch(frame: ServerFrame): void {
    // A type that this version does not know is none of its business.
    (this.#handlers[frame.type] as ((frame: ServerFrame) => void) | undefined)?.(frame);
  }

  /** What each frame of the server does. */
  readonly #handlers: Handlers = {
    entries: (frame) => this.#with(frame.conversationId, (timeline) => timeline.sync.entries(frame)),
    subscribed: (frame) => {
      this.#timelines.get(frame.conversation.id)?.subscribed(frame);
      // The log began anew, perhaps with lower numbers (a restored backup).
      if (frame.reset) this.#told.delete(frame.conversation.id);
      this.#tell(frame.conversation);
    },
    entry: (frame) => this.#entry(frame),
    conversation: (frame) => {
      const { conversation } = frame;
      this.#with(conversation.id, (timeline) => timeline.sync.live(frame));
      this.#tell(conversation);
    },
    delivery: (frame) => this.#with(frame.delivery.conversationId, (timeline) => timeline.sync.live(frame)),
    rows: (frame) => {
      this.#follows.rows(frame);
      for (const conversation of frame.conversations) {
        this.#with(conversation.id, ({ sync }) => sync.live({ type: 'conversation', conversation }));
      }
      this.#emitter.emit('rows', frame);
    },
    counts: (frame) => this.#emitter.emit('counts', frame.counts),
    own_counts: (frame) => this.#emitter.emit('own_counts', frame.counts),
    view_rows: (frame) => {
      this.#follows.viewRows(frame);
      this.#emitter.emit('view_rows', frame);
    },
    followers: (frame) => this.#emitter.emit('followers', frame),
    notified: (frame) => this.#emitter.emit('notified', frame),
    draft: (frame) => this.#emitter.emit('draft', frame.draft),
    agent_read: ({ read }) => {
      this.reads.settled(read.conversationId, read.readSeq);
      this.#emitter.emit('agent_read', read);
    },
    contact: (frame) => this.#emitter.emit('contact', frame.contact),
    contact_presence: ({ contactId, online, page }) => {
      this.#emitter.emit('contact_presence', { contactId, online, ...(page && { page }) });
    },
    ack: (frame) => this.#outbox.acknowledged(frame),
    nack: (frame) => {
      if (this.#outbox.refused(frame)) return;
      // The reference of a history begins with the conversation's id.
      this.#with(frame.ref.slice(0, 36), ({ sync }) => sync.historyRefused(frame.retryAfterMs));
    },
    unsubscribed: ({ topic, id, code }) => {
      if (topic === 'conversation' && id) this.#with(id, ({ sync }) => sync.unsubscribed(code));
    },
    typing: (frame) => this.#timelines.get(frame.conversationId)?.typed(frame.author, frame.typing),
    viewers: (frame) => this.#timelines.get(frame.conversationId)?.viewed(frame.viewers),
    queue: (frame) => this.#emitter.emit('queue', frame),
    availability: (frame) => this.#emitter.emit('availability', frame),
    changed: (frame) => this.#emitter.emit('changed', frame),
  };

  #entry(frame: ServerFrameOf<'entry'>): void {
    const { entry, conversation } = frame;
    const { conversationId, id, seq } = entry;
    const timeline = this.#timelines.get(conversationId);
    timeline?.entry(frame);
    // Where it could not be applied yet our message stays visible; where nobody looks it is done with.
    if (timeline) this.#outbox.acknowledged({ entryId: id, conversationId, seq });
    else this.#outbox.arrived(id, conversationId, seq);
    const told = this.#told.get(conversationId) ?? { seq: 0, version: 0 };
    if (seq > told.seq) {
      this.#told.set(conversationId, { ...told, seq });
      this.#emitter.emit('entry', { entry, conversation });
    }
    this.#tell(conversation);
  }

  #tell(conversation: AnyConversation): void {
    const told = this.#told.get(conversation.id) ?? { seq: 0, version: 0 };
    if (conversation.version <= told.version) return;
    this.#told.set(conversation.id, { ...told, version: conversation.version });
    this.#emitter.emit('conversation', { conversation });
  }

  #with(conversationId: string, work: (timeline: ConversationTimeline) => void): void {
    const timeline = this.#timelines.get(conversationId);
    timeline?.update(() => work(timeline));
  }
}
