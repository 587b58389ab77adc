import { type Static, Type } from 'typebox';
import { Instant, LanguageTag, Line, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** What somebody is good at, in the company's own words: `billing`, `refunds`. Compared without regard to case. */
export const Skill = Line(50);
export const Skills = Type.Array(Skill, { maxItems: 50 });
export const SpokenLanguages = Type.Array(LanguageTag, { maxItems: 20 });
/** How many conversations routing may give somebody at a time. */
export const Capacity = Type.Integer({ minimum: 0, maximum: 200 });

const Minutes = Type.Integer({ minimum: 1, maximum: 1440 });

/** How an inbox gives its conversations to people. */
export const InboxRouting = Type.Object(
  {
    /** `off`: people take them. `auto`: Causerie gives them to who is there and has room. */
    mode: Type.Enum(['off', 'auto']),
    /** Whether the agent should (`prefer`) or must (`require`) speak the contact's language. */
    language: Type.Enum(['ignore', 'prefer', 'require']),
    /** What an agent must be good at to get conversations of this inbox. */
    skills: Skills,
    /** A label that is somebody's skill is needed, too. */
    skillsByLabel: Type.Boolean(),
    /** Who waits longer than this gets anybody of the team, whatever skill and language. Null: never. */
    relaxAfterMinutes: Nullable(Minutes),
    /** The agent whom the contact last had comes first, if there and with room. */
    sticky: Type.Boolean(),
    /** The customer waits longer than this for the agent: back to the queue. Null: never. */
    returnUnansweredMinutes: Nullable(Minutes),
    /** The customer waits and the agent has been gone longer than this: back to the queue. Null: never. */
    returnGoneMinutes: Nullable(Minutes),
    /** Live inboxes: tell visitors their place in the queue and how long it may take. */
    showQueue: Type.Boolean(),
  },
  closed,
);
export type InboxRouting = Static<typeof InboxRouting>;

/** Hands a conversation on, with a word about it: note, assignment and event, or nothing of them. */
export const TransferRequest = Type.Object(
  {
    assigneeId: Type.Optional(Nullable(Uuid)),
    teamId: Type.Optional(Nullable(Uuid)),
    /** A private note for whoever gets it. `noteId` is made by the sender, so that a repeat is harmless. */
    note: Type.Optional(
      Type.String({ minLength: 1, maxLength: 10_000, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' }),
    ),
    noteId: Type.Optional(Uuid),
    /** Also to somebody who has as many as they may have. */
    anyway: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type TransferRequest = Static<typeof TransferRequest>;

/** Who waits for the same people: those of one inbox and one team. */
export const Queue = Type.Object(
  {
    inboxId: Uuid,
    teamId: Nullable(Uuid),
    waiting: Type.Integer(),
    /** Since when the one that waits longest has been waiting. */
    longestSince: Nullable(Instant),
    /** Agents who are there for it, whether they have room or not; and how many more conversations they could take. */
    agents: Type.Integer(),
    room: Type.Integer(),
    /** What somebody who comes now would be told, in seconds; null: there are not enough facts to say. */
    expectedSeconds: Nullable(Type.Integer()),
    /** The first hundred, in order. */
    conversationIds: Type.Array(Uuid),
  },
  closed,
);
export type Queue = Static<typeof Queue>;
export const Queues = Type.Object({ items: Type.Array(Queue) }, closed);
export type Queues = Static<typeof Queues>;

export const QueueReportQuery = Type.Object(
  { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })) },
  closed,
);
/** How true the promised waits were, by inbox. Seconds. */
export const QueueReport = Type.Object(
  {
    days: Type.Integer(),
    items: Type.Array(
      Type.Object(
        {
          inboxId: Uuid,
          /** Waits that ended with somebody taking the conversation; and those that ended without. */
          assigned: Type.Integer(),
          gone: Type.Integer(),
          medianWait: Nullable(Type.Integer()),
          p90Wait: Nullable(Type.Integer()),
          /** Of the assigned: those whose visitor had been told how long it would take. */
          promised: Type.Integer(),
          medianPromised: Nullable(Type.Integer()),
          /** Median of |real - promised|, and of real - promised (positive: it took longer than we said). */
          medianError: Nullable(Type.Integer()),
          medianBias: Nullable(Type.Integer()),
          /** Share of promises that were kept: it took no longer than we said, or a minute more. 0 to 1. */
          kept: Nullable(Type.Number()),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type QueueReport = Static<typeof QueueReport>;

/** Socket, to visitors: a conversation's place in the queue (1 is next) and the expected wait in whole minutes, as seconds. */
export const QueueFrame = Type.Object({
  type: Type.Literal('queue'),
  conversationId: Uuid,
  /** Null: somebody has it, or it waits for nobody. */
  place: Nullable(Type.Integer({ minimum: 1 })),
  /** Null: there are not enough facts to tell. */
  expectedSeconds: Nullable(Type.Integer()),
});
