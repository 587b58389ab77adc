import { type Static, Type } from 'typebox';
import { Content } from './content.ts';
import { FieldsPatch } from './field.ts';
import { Instant, Nullable, Uuid } from './scalars.ts';
import { SlaTarget } from './sla.ts';

const closed = { additionalProperties: false } as const;

export const Author = Type.Object(
  {
    kind: Type.Enum(['contact', 'agent', 'bot', 'system']),
    /** The user's or the contact's id; absent for the system. */
    id: Type.Optional(Uuid),
    /** Shown name of an agent or bot at the time of reading; clients may prefer what their own directory says. */
    name: Type.Optional(Type.String()),
    avatarUrl: Type.Optional(Type.String()),
  },
  closed,
);
export type Author = Static<typeof Author>;

const event = <T extends string, P extends Record<string, import('typebox').TSchema>>(type: T, parts: P) =>
  Type.Object({ type: Type.Literal(type), ...parts }, closed);

/** What can happen in a conversation besides messages and notes. `public` events are shown to the contact too. */
export const EventBody = Type.Union([
  event('started', { inboxId: Uuid, mode: Type.Enum(['live', 'messaging']) }),
  event('assigned', {
    agentId: Nullable(Uuid),
    agentName: Type.Optional(Type.String()),
    teamId: Nullable(Uuid),
    teamName: Type.Optional(Type.String()),
    /** How it came about: `routing`, by `hand`, or by writing the first `reply`. Only agents are told the rest. */
    by: Type.Optional(Type.Enum(['routing', 'hand', 'reply'])),
    /** How long the contact had been waiting. */
    waitedSeconds: Type.Optional(Type.Integer()),
    /** The agent had as many as they may have: it was given to them all the same. */
    overCapacity: Type.Optional(Type.Boolean()),
  }),
  /** Taken from an agent and back in the queue: they did not answer, are gone, or have no room for one that came back. */
  event('requeued', {
    reason: Type.Enum(['unanswered', 'gone', 'full']),
    agentId: Uuid,
    agentName: Type.Optional(Type.String()),
  }),
  /** Three quarters of the promised time are gone; or all of it. `since`: when the clock began. */
  event('sla_warned', { target: SlaTarget, since: Instant, dueAt: Instant, policyName: Type.String() }),
  event('sla_breached', { target: SlaTarget, since: Instant, dueAt: Instant, policyName: Type.String() }),
  /**
   * The bot gave it to people, and will not write again until it is resolved. `unhelpful`: an answer did not help. `asked`: the
   * contact wants a person. `no_answer`: no FAQ fits well enough. `unavailable`: nothing could be decided in time.
   */
  event('handed_over', {
    reason: Type.Enum(['asked', 'unhelpful', 'no_answer', 'unavailable']),
    /** The contact's first message to the bot. */
    askedSeq: Type.Optional(Type.Integer()),
    /** What it answered or asked back, in order, and what came of it. */
    tried: Type.Array(
      Type.Object(
        {
          seq: Type.Integer(),
          kind: Type.Enum(['answer', 'ask']),
          titles: Type.Array(Type.String()),
          outcome: Nullable(Type.String()),
        },
        closed,
      ),
    ),
    waitedSeconds: Type.Optional(Type.Integer()),
  }),
  event('resolved', {}),
  event('reopened', {}),
  event('snoozed', { until: Instant }),
  event('session_ended', {
    reason: Type.Enum(['left', 'lost', 'closed']),
  }),
  event('session_resumed', {
    via: Type.Enum(['return', 'link', 'identify']),
  }),
  event('email_given', { email: Type.String() }),
  event('identified', { externalId: Type.String() }),
  event('mail_sent', { address: Type.String(), firstSeq: Type.Integer(), lastSeq: Type.Integer() }),
  event('transcript_sent', { address: Type.String() }),
  event('labels_changed', { added: Type.Array(Type.String()), removed: Type.Array(Type.String()) }),
  /** In both that were merged: `into` the third; in the third: `from` both. */
  event('merged', { into: Type.Optional(Uuid), from: Type.Optional(Type.Array(Uuid)) }),
  /** Apart again: in the merged one `into` where it goes on, in the two `from` each other. */
  event('unmerged', { into: Type.Optional(Uuid), from: Type.Optional(Uuid) }),
  event('spam_changed', { spam: Type.Boolean() }),
  event('priority_changed', { priority: Type.String() }),
  /** Custom fields of the conversation; a value that was taken away is null. */
  event('fields_changed', { fields: FieldsPatch }),
  /** The conversation was taken over from another system (`chatwoot` ...), with its times. */
  event('imported', { from: Type.String() }),
  event('contact_blocked', {}),
  event('contact_unblocked', {}),
]);
export type EventBody = Static<typeof EventBody>;
export type EventType = EventBody['type'];

/** Events that the contact sees in the thread; all others reach the contact as `hidden`. */
export const publicEventTypes: readonly EventType[] = [
  'started',
  'assigned',
  'resolved',
  'reopened',
  'session_resumed',
  'transcript_sent',
];

/**
 * One item of a conversation's log. `seq` counts 1, 2, 3 ... without gaps in the conversation. A reader who may
 * not see an entry (a contact and a private note) gets it with kind `hidden` and nothing else, so that the
 * numbers stay gapless for every reader and a gap always means a lost frame.
 */
export const Entry = Type.Object(
  {
    conversationId: Uuid,
    seq: Type.Integer({ minimum: 1 }),
    /** Made by the sender (UUIDv7); unique in the workspace, so that a repeat is recognised wherever the first landed. */
    id: Uuid,
    at: Instant,
    kind: Type.Enum(['message', 'note', 'event', 'hidden']),
    author: Author,
    content: Type.Optional(Content),
    event: Type.Optional(EventBody),
  },
  closed,
);
export type Entry = Static<typeof Entry>;

export const DeliveryStatus = Type.Enum(['queued', 'sent', 'delivered', 'read', 'failed']);
export type DeliveryStatus = Static<typeof DeliveryStatus>;

/** What became of one or several consecutive messages on a channel other than the socket. */
export const Delivery = Type.Object(
  {
    id: Uuid,
    conversationId: Uuid,
    firstSeq: Type.Integer({ minimum: 1 }),
    lastSeq: Type.Integer({ minimum: 1 }),
    channel: Type.String(),
    address: Type.String(),
    /** `transcript`: the conversation up to `lastSeq`, where it was asked for; else the messages of `firstSeq` to `lastSeq`. */
    carries: Type.Optional(Type.Literal('transcript')),
    status: DeliveryStatus,
    /** Why it failed, in words of the other side where there are any. */
    reason: Type.Optional(Type.String()),
    attempts: Type.Integer({ minimum: 0 }),
    at: Instant,
    /** The conversation's version at the last change. */
    version: Type.Integer(),
  },
  closed,
);
export type Delivery = Static<typeof Delivery>;
