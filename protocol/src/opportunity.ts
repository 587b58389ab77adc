import { type Static, Type } from 'typebox';
import { Instant, LanguageTag, Line, Nullable, Paragraphs, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Count = Type.Integer({ minimum: 0 });

export const OpportunityRunState = Type.Enum(['queued', 'running', 'ready', 'failed', 'cancelled']);

/** A search of past conversations for what is asked again and again. */
export const OpportunityRun = Type.Object(
  {
    id: Uuid,
    state: OpportunityRunState,
    /** Conversations begun from then on, and before. */
    since: Instant,
    until: Instant,
    /** None: all. */
    inboxIds: Type.Array(Uuid),
    /** Languages of what is found, as `en`. None: all. */
    languages: Type.Array(LanguageTag),
    progress: Share,
    secondsLeft: Nullable(Count),
    /** How many there are in that time, and how many of them were read: above 20,000 a random sample is. */
    conversations: Count,
    conversationsRead: Count,
    /** First messages and questions in what was read. */
    asked: Count,
    /** Why it failed, in English. */
    problem: Nullable(Type.String()),
    queuedAt: Instant,
    finishedAt: Nullable(Instant),
  },
  closed,
);
export type OpportunityRun = Static<typeof OpportunityRun>;
/** Newest first. */
export const OpportunityRunList = Type.Object({ items: Type.Array(OpportunityRun) }, closed);

/** The sender makes the id: a repeat gives the same run. Without times: the last year. */
export const OpportunityRunCreate = Type.Object(
  {
    id: Uuid,
    since: Type.Optional(Instant),
    until: Type.Optional(Instant),
    inboxIds: Type.Optional(Type.Array(Uuid, { maxItems: 200, uniqueItems: true })),
    languages: Type.Optional(Type.Array(LanguageTag, { maxItems: 50, uniqueItems: true })),
    /** Of the clock by which hours are told; minutes east of UTC. */
    utcOffsetMinutes: Type.Optional(Type.Integer({ minimum: -840, maximum: 840 })),
  },
  closed,
);
export type OpportunityRunCreate = Static<typeof OpportunityRunCreate>;

/** One kind of question in one language. Where a sample was read, counts are extrapolated to all. */
export const Opportunity = Type.Object(
  {
    id: Uuid,
    runId: Uuid,
    /** From 1: what saves most first. */
    place: Type.Integer({ minimum: 1 }),
    /** Its most typical message that is still there and that the reader may see; null without one. */
    name: Nullable(Type.String()),
    language: LanguageTag,
    volume: Count,
    firstMessages: Count,
    questions: Count,
    conversations: Count,
    trend: Type.Object(
      {
        /** Counts of whole weeks, oldest first, of what was read. */
        weekly: Type.Array(Count),
        direction: Type.Enum(['rising', 'falling', 'steady']),
        /** Change a week as a share of the mean. */
        slope: Type.Number(),
      },
      closed,
    ),
    /** How often in each hour of the day, from midnight, of what was read. */
    hours: Type.Array(Count),
    answers: Type.Object(
      {
        answered: Count,
        agents: Count,
        /** How alike two answers are, on average. */
        identity: Share,
        /** Shares of pairs of answers: equal but for names and numbers; equal or saying the same. */
        exact: Share,
        same: Share,
        /** Minutes of an agent for one. */
        minutes: Type.Number(),
      },
      closed,
    ),
    /** Share of answers that say the same as the typical one, with its 95 % interval (Wilson). */
    right: Type.Object({ share: Share, low: Share, high: Share }, closed),
    perMonth: Type.Number(),
    /** Minutes a month that automating would save, with a 95 % interval. */
    saved: Type.Object({ expected: Type.Number(), low: Type.Number(), high: Type.Number() }, closed),
    /** Examples still there. */
    examples: Count,
    dismissed: Type.Boolean(),
    /** What was made of it. */
    snippetId: Nullable(Uuid),
    faqId: Nullable(Uuid),
  },
  closed,
);
export type Opportunity = Static<typeof Opportunity>;

/** A message of a conversation that the reader may open. */
export const OpportunityMessage = Type.Object(
  { conversationId: Uuid, seq: Type.Integer({ minimum: 1 }), text: Type.String() },
  closed,
);
export type OpportunityMessage = Static<typeof OpportunityMessage>;

/** With its words, as far as the reader may see them. */
export const OpportunityDetail = Type.Object(
  {
    opportunity: Opportunity,
    examples: Type.Array(OpportunityMessage),
    /** The answer most like all others. */
    answer: Nullable(OpportunityMessage),
  },
  closed,
);
export type OpportunityDetail = Static<typeof OpportunityDetail>;

/** Of one run, what saves most first. `run`: null while none has ended. */
export const OpportunityList = Type.Object(
  { run: Nullable(OpportunityRun), items: Type.Array(Opportunity) },
  closed,
);
export type OpportunityList = Static<typeof OpportunityList>;
/** Without a run: the newest that is ready. */
export const OpportunitiesQuery = Type.Object({ runId: Type.Optional(Uuid) }, closed);

/** What is not given is taken from the most typical message and answer. */
export const OpportunityDraft = Type.Object(
  { name: Type.Optional(Line(80)), text: Type.Optional(Paragraphs(10_000)) },
  closed,
);
export type OpportunityDraft = Static<typeof OpportunityDraft>;
/** `faqId`: null where only a snippet was asked for. A repeat gives what was made the first time. */
export const OpportunityDrafted = Type.Object({ snippetId: Uuid, faqId: Nullable(Uuid) }, closed);
export type OpportunityDrafted = Static<typeof OpportunityDrafted>;
