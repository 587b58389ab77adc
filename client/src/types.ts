import type {
  AgentRead,
  Contact,
  Content,
  Conversation,
  Delivery,
  Draft,
  Entry,
  Notification,
  OwnCounts,
  PageView,
  RefusalReason,
  ServerFrameOf,
  SnippetOrigin,
  ViewCounts,
  Viewer,
  VisitorConversation,
} from '@causerie/protocol';

/**
 * The connection as the user should be told of it.
 * `idle`: not asked to connect. `connecting`: first try. `online`: frames flow. `offline`: lost, trying again by itself.
 * `refused`: the server said no for good (see `refusal`); only a new `connect()` tries again.
 */
export type ConnectionState = 'idle' | 'connecting' | 'online' | 'offline' | 'refused';

/**
 * Where the outbox keeps what is not acknowledged yet. Values are JSON. Calls take effect in the order in which they
 * were made; two clients (tabs) may share one storage. A rejection is not fatal: the message is still sent from
 * memory, it only would not survive a reload. `load` rejects when it cannot tell; it never guesses "nothing".
 */
export interface OutboxStorage {
  load(): Promise<StoredMessage[]>;
  put(message: StoredMessage): Promise<void>;
  remove(entryId: string): Promise<void>;
}

/** A message in the outbox: enough to send it again after a reload. */
export type StoredMessage = {
  entryId: string;
  conversationId: string;
  /** The conversation that it was written to, where it is to go to another one by now. */
  askedId?: string;
  kind: 'message' | 'note';
  content: Content;
  /** Agents: the snippets it was made from. */
  snippets?: SnippetOrigin[];
  /** The last entry that the writer had seen: an answer of a colleague after it refuses the message. */
  seenSeq?: number;
  /** Milliseconds since 1970, by the client's clock. */
  createdAt: number;
  /** Set when the server refused it for good: shown as failed until resent or discarded. */
  failure?: { code: string; message: string };
};

export type ClientOptions = {
  /** Address of the socket: `wss://chat.example.com/socket`. */
  url: string;
  /** Called before every connection, so that a token may be renewed. Rejecting means: offline, try again later. */
  hello: () => Promise<HelloOptions> | HelloOptions;
  /** Default: memory. In browsers use `indexedDbOutbox(name)`. */
  outbox?: OutboxStorage;
  /** Default: the global WebSocket (browsers, Node 22+, React Native). */
  webSocket?: WebSocketLike;
  /** Default 15 s of silence before a ping, 5 s for its answer. */
  heartbeatMs?: number;
  heartbeatTimeoutMs?: number;
  /** Default 300 ms doubling to 20 s, each with full jitter. */
  backOffMs?: { first: number; most: number };
  /** Random source, clock and timers, for tests. */
  random?: () => number;
  clock?: Clock;
};

/** Time as the client sees it: milliseconds since 1970, and timers as the platform's own. */
export interface Clock {
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type HelloOptions =
  | { role: 'visitor'; token: string; client: string; language?: string }
  | { role: 'agent'; workspaceId: string; token?: string; client: string };

/** The part of the WHATWG WebSocket constructor that is used. */
export type WebSocketLike = new (
  url: string,
) => {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  /** Called with an event that has `data`. (`never`, so that every platform's own class fits.) */
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
};

/** One line of a thread: an entry of the log, or a message of ours that is not in it yet. */
export type TimelineItem =
  | { state: 'confirmed'; entry: Entry }
  | { state: 'pending'; message: StoredMessage }
  | { state: 'failed'; message: StoredMessage; code: string; reason: string };

/** Everything known of a conversation at one moment. A new object on every change; never mutated. */
export type TimelineSnapshot<
  C extends Conversation | VisitorConversation = Conversation | VisitorConversation,
> = {
  conversationId: string;
  /** Absent until the server has answered, and for a conversation that exists only in the outbox. */
  conversation?: C;
  /** Confirmed entries by seq, then pending and failed messages in the order they were written. */
  items: readonly TimelineItem[];
  deliveries: readonly Delivery[];
  /** Older entries exist. */
  more: boolean;
  loadingOlder: boolean;
  /** All that the server has is here; false while (re)connecting: show what is cached. */
  live: boolean;
  /** The server does not know the conversation or does not show it to us. */
  missing: boolean;
  /** Who is typing now, ourselves excluded. Expires by itself. */
  typing: readonly { kind: string; id?: string; name?: string }[];
  /** Agents who have it open (agents only). */
  viewers: readonly Viewer[];
};

export interface Timeline<C extends Conversation | VisitorConversation = Conversation | VisitorConversation> {
  readonly id: string;
  readonly snapshot: TimelineSnapshot<C>;
  /** Calls back on every change; returns the function that stops it. */
  subscribe(listener: () => void): () => void;
  /** Writes a message or note: shown at once, stored, sent in order, once. Resolves when it is in the outbox. */
  /** `seenSeq`: the last entry that the writer had seen; an answer of a colleague after it refuses the message. */
  send(
    content: Content,
    kind?: 'message' | 'note',
    snippets?: SnippetOrigin[],
    seenSeq?: number,
  ): Promise<StoredMessage>;
  /** Sends a failed message again, with the same id, whatever others have answered. */
  resend(entryId: string): Promise<void>;
  /** Forgets a failed or still unsent message. */
  discard(entryId: string): Promise<void>;
  loadOlder(): Promise<void>;
  /** Everything up to `seq` has been read. Never moves back; coalesced. */
  read(seq: number): void;
  /** Call on each keystroke; throttled, and stopped by itself after a pause. */
  typing(active: boolean): void;
  /** Ends the subscription on the server once nobody holds the timeline. */
  release(): void;
}

export type ClientEvents = {
  state: { state: ConnectionState; refusal?: { reason: RefusalReason; message: string; reload: boolean } };
  /** Any entry that arrived live, also in conversations that are not held (visitors get all of their own). */
  entry: { entry: Entry; conversation: Conversation | VisitorConversation };
  conversation: { conversation: Conversation | VisitorConversation };
  /** Agents: rows changed. `reset`: load the list anew. */
  rows: ServerFrameOf<'rows'>;
  counts: ViewCounts;
  /** Agents: counts of the reader's own views; those not named are as they were. */
  own_counts: OwnCounts;
  /** Agents: what changes meant for a followed view. `reset`: load its list anew. */
  view_rows: ServerFrameOf<'view_rows'>;
  agent_read: AgentRead;
  /** Agents: who follows a conversation that is held. */
  followers: { conversationId: string; userIds: readonly string[] };
  /** Agents: something new for this user; without a notification, some were read elsewhere. */
  notified: { notification?: Notification };
  /** Agents: a draft of this user's, written on another device or kept by the server. */
  draft: Draft;
  contact: Contact;
  /** Visitors: the place of a conversation in the queue. */
  queue: ServerFrameOf<'queue'>;
  contact_presence: { contactId: string; online: boolean; page?: PageView };
  availability: ServerFrameOf<'availability'>;
  changed: ServerFrameOf<'changed'>;
  /** A message of ours was acknowledged. `askedId` differs from `conversationId` when the server put it elsewhere. */
  acknowledged: { entryId: string; conversationId: string; askedId: string; seq: number };
  failed: { entryId: string; conversationId: string; code: string; message: string };
};

export interface Client {
  readonly state: ConnectionState;
  /** The server's clock less ours, in milliseconds. */
  readonly clockOffsetMs: number;
  /** How many messages wait in the outbox. */
  readonly waiting: number;
  /** What was read here and may have to be said again after a reconnect. */
  readonly reads: {
    /** Agents: with `Infinity`, what was marked as unread since; up to what the server told of it settles by itself. */
    settled(conversationId: string, seq: number): void;
  };
  on<E extends keyof ClientEvents>(event: E, listener: (payload: ClientEvents[E]) => void): () => void;
  connect(): void;
  close(): void;
  /** The network may be back (event `online`, tab shown): check the connection now instead of waiting. */
  wake(): void;
  /** The same object for the same id while anybody holds it. */
  conversation<C extends Conversation | VisitorConversation = Conversation | VisitorConversation>(
    id: string,
  ): Timeline<C>;
  /** Agents: follow all rows from `watermark` (or from now) on; re-subscribed by itself from the newest watermark. */
  followConversations(watermark?: string): () => void;
  /** Agents: follow a view that only the server can decide, from the watermark of its page on. */
  followView(view: string, watermark: string): () => void;
  /** Agents: follow a contact's profile and presence. */
  followContact(contactId: string): () => void;
  /** Agents: what is on the screen, or null. */
  view(conversationId: string | null): void;
  /** Visitors: the page they are on. */
  page(url: string, title: string): void;
  /** Visitors: the tab is closing or the chat was ended. */
  leave(): void;
}
