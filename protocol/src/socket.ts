/** Long because it holds every frame of the socket protocol, so that they can be read side by side. */
import { type Static, Type } from 'typebox';
import { ChangedWhat } from './changedWhat.ts';
import { Contact, PageView } from './contact.ts';
import { Content } from './content.ts';
import { AgentRead, Conversation, ViewCounts, VisitorConversation } from './conversation.ts';
import {
  DraftFrame,
  FollowersFrame,
  NotifiedFrame,
  OwnCountsFrame,
  SubscribeViewFrame,
  ViewRowsFrame,
} from './deskFrames.ts';
import { Author, Delivery, Entry } from './entry.ts';
import { QueueFrame } from './routing.ts';
import { Instant, LanguageTag, Nullable, Uuid } from './scalars.ts';
import { SnippetOrigins } from './snippetOrigin.ts';
import { Availability } from './workspace.ts';

/**
 * The socket protocol, whole (long because it is one thing to read). One JSON object a frame. The first client frame is `hello`, answered by `welcome`
 * or by `refused` and a close. Widgets stay cached on customers' sites for months: the server serves every version
 * from OLDEST_PROTOCOL_VERSION on and tells older ones to reload, it never leaves one hanging.
 */
export const PROTOCOL_VERSION = 1;
export const OLDEST_PROTOCOL_VERSION = 1;

/** Largest frame a client may send, in bytes. Files travel over HTTP. */
export const MAX_CLIENT_FRAME_BYTES = 64 * 1024;

/** Seconds of silence after which a client sends `ping`; the server does likewise on the transport's level. */
export const HEARTBEAT_SECONDS = 15;

const closed = { additionalProperties: false } as const;
const Ref = Type.String({ minLength: 1, maxLength: 64 });
const Seq = Type.Integer({ minimum: 0 });

// ---- from the client ----------------------------------------------------------------------------------------

export const HelloFrame = Type.Object(
  {
    type: Type.Literal('hello'),
    version: Type.Integer(),
    /** `visitor`: `token` is a visitor token. `agent`: the session cookie of the upgrade request, or an API key as `token`. */
    role: Type.Enum(['visitor', 'agent']),
    token: Type.Optional(Type.String({ maxLength: 4096 })),
    workspaceId: Type.Optional(Uuid),
    /** Name and version of the program, for the log: `widget/0.1.0`. */
    client: Type.String({ maxLength: 100 }),
    language: Type.Optional(LanguageTag),
  },
  closed,
);

/** What the client already has of a conversation; the server sends the rest. */
export const Have = Type.Object({ seq: Seq, version: Type.Integer({ minimum: 0 }) }, closed);

export const SubscribeConversationFrame = Type.Object(
  {
    type: Type.Literal('subscribe'),
    topic: Type.Literal('conversation'),
    conversationId: Uuid,
    /** Absent: the server sends the newest `limit` entries. */
    have: Type.Optional(Have),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);

/** Agents: every change of every conversation of the workspace, as rows. `since` is the watermark of the last answer. */
export const SubscribeConversationsFrame = Type.Object(
  {
    type: Type.Literal('subscribe'),
    topic: Type.Literal('conversations'),
    since: Type.Optional(Type.String({ maxLength: 8000 })),
  },
  closed,
);

/** Agents: a contact's profile, presence and pages. */
export const SubscribeContactFrame = Type.Object(
  { type: Type.Literal('subscribe'), topic: Type.Literal('contact'), contactId: Uuid },
  closed,
);

export const UnsubscribeFrame = Type.Object(
  {
    type: Type.Literal('unsubscribe'),
    topic: Type.Enum(['conversation', 'conversations', 'view', 'contact']),
    id: Type.Optional(Uuid),
    view: Type.Optional(Type.String({ maxLength: 36 })),
  },
  closed,
);

/**
 * Writes a message or a note. `entryId` and, for a new conversation, `conversationId` are made by the client, so
 * that a repeat is harmless: it gets the first result again. A visitor opens a conversation by writing to an id
 * that does not exist yet; where the inbox allows one open conversation only, the acknowledgement names that one.
 */
export const SendFrame = Type.Object(
  {
    type: Type.Literal('send'),
    ref: Ref,
    conversationId: Uuid,
    entryId: Uuid,
    kind: Type.Enum(['message', 'note']),
    content: Content,
    /** Agents: the snippets it was made from, for the record. */
    snippets: Type.Optional(SnippetOrigins),
    /** Agents: the last entry the writer had seen. An answer of a colleague after it refuses the message. */
    seenSeq: Type.Optional(Seq),
  },
  closed,
);

/** Entries before `before` (exclusive), newest first in demand, oldest first in the answer. */
export const HistoryFrame = Type.Object(
  {
    type: Type.Literal('history'),
    ref: Ref,
    conversationId: Uuid,
    before: Type.Integer({ minimum: 1 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);

export const ReadFrame = Type.Object(
  { type: Type.Literal('read'), conversationId: Uuid, seq: Type.Integer({ minimum: 1 }) },
  closed,
);
export const TypingFrame = Type.Object(
  { type: Type.Literal('typing'), conversationId: Uuid, typing: Type.Boolean() },
  closed,
);
/** Agents: which conversation is on the screen, so that colleagues see who else is looking. */
export const ViewFrame = Type.Object({ type: Type.Literal('view'), conversationId: Nullable(Uuid) }, closed);
/** Visitors: the page they are on. */
export const PageFrame = Type.Object(
  {
    type: Type.Literal('page'),
    url: Type.String({ maxLength: 2000 }),
    title: Type.String({ maxLength: 300 }),
  },
  closed,
);
/** Visitors: the tab is being closed or the widget shut; a live session becomes messaging. */
export const LeaveFrame = Type.Object({ type: Type.Literal('leave') }, closed);
export const PingFrame = Type.Object({ type: Type.Literal('ping'), at: Type.Number() }, closed);

export const ClientFrame = Type.Union([
  HelloFrame,
  SubscribeConversationFrame,
  SubscribeConversationsFrame,
  SubscribeViewFrame,
  SubscribeContactFrame,
  UnsubscribeFrame,
  SendFrame,
  HistoryFrame,
  ReadFrame,
  TypingFrame,
  ViewFrame,
  PageFrame,
  LeaveFrame,
  PingFrame,
]);
export type ClientFrame = Static<typeof ClientFrame>;
export type HelloFrame = Static<typeof HelloFrame>;
export type SendFrame = Static<typeof SendFrame>;
export type HistoryFrame = Static<typeof HistoryFrame>;
export type Have = Static<typeof Have>;

// ---- from the server ----------------------------------------------------------------------------------------

/** Why a socket is refused or closed. `reload`: fetch the program anew; `sign_in`: get a new token or session. */
export const RefusalReason = Type.Enum([
  'too_old',
  'unauthorised',
  'forbidden_origin',
  'bad_frame',
  'frame_too_big',
  'hello_expected',
  'too_slow',
  'silent',
  'too_many',
  'unavailable',
  'shutting_down',
]);
export type RefusalReason = Static<typeof RefusalReason>;

export const Viewer = Type.Object({ userId: Uuid, name: Type.String(), typing: Type.Boolean() }, closed);

export const ServerFrame = Type.Union([
  Type.Object({
    type: Type.Literal('welcome'),
    version: Type.Integer(),
    /** The server's clock, so that waiting times do not depend on the client's. */
    now: Instant,
    heartbeatSeconds: Type.Integer(),
    userId: Type.Optional(Uuid),
    contactId: Type.Optional(Uuid),
  }),
  Type.Object({
    type: Type.Literal('refused'),
    reason: RefusalReason,
    message: Type.String(),
    /** Fetch the program anew before trying again. */
    reload: Type.Boolean(),
    /** Trying again as you are can succeed, after this many milliseconds. Absent: it cannot. */
    retryAfterMs: Type.Optional(Type.Integer()),
  }),
  /** Older or missed entries, oldest first. `ref` answers a `history`; `more` tells whether there are older ones. */
  Type.Object({
    type: Type.Literal('entries'),
    ref: Type.Optional(Ref),
    conversationId: Uuid,
    entries: Type.Array(Entry),
    deliveries: Type.Array(Delivery),
    more: Type.Boolean(),
  }),
  /**
   * The subscription of a conversation is live: all entries up to `conversation.lastSeq` have been sent.
   * `reset`: the client was too far behind; forget the entries it has, those sent with this subscription are the newest.
   */
  Type.Object({
    type: Type.Literal('subscribed'),
    topic: Type.Literal('conversation'),
    conversation: Type.Union([Conversation, VisitorConversation]),
    entries: Type.Array(Entry),
    deliveries: Type.Array(Delivery),
    reset: Type.Boolean(),
    /** There are entries before the first one sent. Only meaningful on a fresh subscription or `reset`. */
    more: Type.Boolean(),
    viewers: Type.Optional(Type.Array(Viewer)),
  }),
  /** A new entry, with the conversation as it is after it. */
  Type.Object({
    type: Type.Literal('entry'),
    entry: Entry,
    conversation: Type.Union([Conversation, VisitorConversation]),
  }),
  /** The conversation changed without a new entry (read cursors and the like). */
  Type.Object({
    type: Type.Literal('conversation'),
    conversation: Type.Union([Conversation, VisitorConversation]),
  }),
  Type.Object({ type: Type.Literal('delivery'), delivery: Delivery }),
  /** Agents: changed rows. With `watermark` it answers a subscription; `reset`: too much changed, load the list anew. */
  Type.Object({
    type: Type.Literal('rows'),
    conversations: Type.Array(Conversation),
    /** Conversations that this agent may not see any more, or that were erased. */
    removed: Type.Optional(Type.Array(Uuid)),
    reads: Type.Optional(Type.Array(AgentRead)),
    counts: Type.Optional(ViewCounts),
    watermark: Type.Optional(Type.String()),
    reset: Type.Optional(Type.Boolean()),
  }),
  Type.Object({ type: Type.Literal('counts'), counts: ViewCounts }),
  OwnCountsFrame,
  ViewRowsFrame,
  FollowersFrame,
  NotifiedFrame,
  DraftFrame,
  /** Agents: their own read cursor moved, here or on another device. */
  Type.Object({ type: Type.Literal('agent_read'), read: AgentRead }),
  Type.Object({ type: Type.Literal('contact'), contact: Contact }),
  Type.Object({
    type: Type.Literal('contact_presence'),
    contactId: Uuid,
    online: Type.Boolean(),
    page: Type.Optional(PageView),
  }),
  Type.Object({
    type: Type.Literal('ack'),
    ref: Ref,
    entryId: Uuid,
    /** Where the message landed; not the id asked for when one open conversation already existed. */
    conversationId: Uuid,
    seq: Type.Integer({ minimum: 1 }),
    at: Instant,
  }),
  /** A request frame failed. Without `retryAfterMs` a repeat fails again. */
  Type.Object({
    type: Type.Literal('nack'),
    ref: Ref,
    code: Type.String(),
    message: Type.String(),
    retryAfterMs: Type.Optional(Type.Integer()),
  }),
  /** A subscription that cannot be had: the thing does not exist or may not be seen. */
  Type.Object({
    type: Type.Literal('unsubscribed'),
    topic: Type.String(),
    id: Type.Optional(Uuid),
    code: Type.String(),
  }),
  Type.Object({ type: Type.Literal('typing'), conversationId: Uuid, author: Author, typing: Type.Boolean() }),
  Type.Object({ type: Type.Literal('viewers'), conversationId: Uuid, viewers: Type.Array(Viewer) }),
  Type.Object({
    type: Type.Literal('availability'),
    userId: Uuid,
    /** What they chose, or whether a console of theirs is open: whichever changed. */
    availability: Type.Optional(Availability),
    connected: Type.Optional(Type.Boolean()),
  }),
  /** Agents: settings of this sort changed; what is cached of it is stale. */
  Type.Object({
    type: Type.Literal('changed'),
    what: ChangedWhat,
  }),
  QueueFrame,
  Type.Object({ type: Type.Literal('pong'), at: Type.Number() }),
  /** The server is about to stop: reconnect after `afterMs`, elsewhere if there is an elsewhere. */
  Type.Object({ type: Type.Literal('drain'), afterMs: Type.Integer() }),
]);
export type ServerFrame = Static<typeof ServerFrame>;
export type ServerFrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;
export type Viewer = Static<typeof Viewer>;
