import { type Static, Type } from 'typebox';
import { Author } from './entry.ts';
import { FieldValues } from './field.ts';
import { Instant, Nullable, Uuid } from './scalars.ts';
import { ConversationSla } from './sla.ts';

const closed = { additionalProperties: false } as const;

export const ConversationStatus = Type.Enum(['open', 'pending', 'snoozed', 'resolved']);
export type ConversationStatus = Static<typeof ConversationStatus>;

export const ConversationMode = Type.Enum(['live', 'messaging']);
export type ConversationMode = Static<typeof ConversationMode>;

export const Priority = Type.Enum(['none', 'low', 'medium', 'high', 'urgent']);
export type Priority = Static<typeof Priority>;

/** The last message of a conversation, as a list row shows it. Notes and events never appear here. */
export const LastMessage = Type.Object(
  { seq: Type.Integer(), at: Instant, author: Author, preview: Type.String(), kind: Type.String() },
  closed,
);
export type LastMessage = Static<typeof LastMessage>;

/** A conversation as agents see it, complete enough for a list row. A higher `version` replaces a lower one. */
export const Conversation = Type.Object(
  {
    id: Uuid,
    version: Type.Integer(),
    inboxId: Uuid,
    channel: Type.String(),
    contact: Type.Object(
      {
        id: Uuid,
        name: Nullable(Type.String()),
        email: Nullable(Type.String()),
        language: Nullable(Type.String()),
      },
      closed,
    ),
    status: ConversationStatus,
    mode: ConversationMode,
    priority: Priority,
    labels: Type.Array(Type.String()),
    subject: Nullable(Type.String()),
    /** Custom fields by their key. */
    fields: FieldValues,
    assigneeId: Nullable(Uuid),
    teamId: Nullable(Uuid),
    lastSeq: Type.Integer(),
    lastMessage: Nullable(LastMessage),
    /** When the oldest message of the contact that nobody has answered yet came in. */
    waitingSince: Nullable(Instant),
    /** Out of every view but its own. */
    spam: Type.Boolean(),
    /** It is frozen; the talk goes on in that one. */
    mergedInto: Nullable(Uuid),
    snoozedUntil: Nullable(Instant),
    /** What is promised for it; null: no policy matches. */
    sla: Nullable(ConversationSla),
    /** How many messages the contact has written; an agent's unread = this less `AgentRead.contactMessages`. */
    contactMessages: Type.Integer(),
    /** The contact has read everything up to this seq. */
    contactReadSeq: Type.Integer(),
    /** Some agent has read everything up to this seq. */
    agentReadSeq: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
    /** The last activity that moves it up in a list: a message, not a note or an event. */
    activeAt: Instant,
  },
  closed,
);
export type Conversation = Static<typeof Conversation>;

/** How far one agent has read one conversation. It moves forward, unless they mark it as unread. */
export const AgentRead = Type.Object(
  {
    conversationId: Uuid,
    readSeq: Type.Integer(),
    contactMessages: Type.Integer(),
    /** How often they have marked it as unread: of two, the one with more is newer, wherever it stands. */
    unreadMarks: Type.Optional(Type.Integer()),
  },
  closed,
);
export type AgentRead = Static<typeof AgentRead>;

/** A conversation as its contact sees it. */
export const VisitorConversation = Type.Object(
  {
    id: Uuid,
    version: Type.Integer(),
    inboxId: Uuid,
    status: ConversationStatus,
    mode: ConversationMode,
    assignee: Nullable(
      Type.Object({ id: Uuid, name: Type.String(), avatarUrl: Type.Optional(Type.String()) }, closed),
    ),
    lastSeq: Type.Integer(),
    lastMessage: Nullable(LastMessage),
    contactReadSeq: Type.Integer(),
    agentReadSeq: Type.Integer(),
    /** The talk goes on in that one: show it in place of this. */
    mergedInto: Type.Optional(Uuid),
    /** Messages from agents and bots that the contact has not read. */
    unread: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
);
export type VisitorConversation = Static<typeof VisitorConversation>;

/** How many conversations each view holds. Keys of the maps are ids of users and teams. */
export const ViewCounts = Type.Object(
  {
    open: Type.Integer(),
    unassigned: Type.Integer(),
    /** Of the open ones, those whose contact waits for an answer. */
    waiting: Type.Integer(),
    spam: Type.Integer(),
    snoozed: Type.Integer(),
    byAssignee: Type.Record(Type.String(), Type.Integer()),
    byTeam: Type.Record(Type.String(), Type.Integer()),
  },
  closed,
);
export type ViewCounts = Static<typeof ViewCounts>;
