import { type Static, Type } from 'typebox';
import { FaqStage } from './faq.ts';
import { Measured } from './faqDecision.ts';
import { OpportunityRunState } from './opportunity.ts';
import { Instant, LanguageTag, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Count = Type.Integer({ minimum: 0 });

/** Past conversations, gone through in the order of time, as if the FAQs had been there. */
export const Rehearsal = Type.Object(
  {
    id: Uuid,
    state: OpportunityRunState,
    /** Conversations begun from then on, and before. */
    since: Instant,
    until: Instant,
    /** None: all. */
    inboxIds: Type.Array(Uuid),
    /** FAQs that answer, whatever their stage; the others are left to people. None: all answer. */
    faqIds: Type.Array(Uuid),
    progress: Share,
    secondsLeft: Nullable(Count),
    /** How many there are in that time, and how many of them were read: above 20,000 a random sample is. */
    conversations: Count,
    conversationsRead: Count,
    /** Why it failed, in English. */
    problem: Nullable(Type.String()),
    queuedAt: Instant,
    finishedAt: Nullable(Instant),
  },
  closed,
);
export type Rehearsal = Static<typeof Rehearsal>;
/** Newest first. */
export const RehearsalList = Type.Object({ items: Type.Array(Rehearsal) }, closed);

/** The sender makes the id: a repeat gives the same rehearsal. Without times: the last year. */
export const RehearsalCreate = Type.Object(
  {
    id: Uuid,
    since: Type.Optional(Instant),
    until: Type.Optional(Instant),
    inboxIds: Type.Optional(Type.Array(Uuid, { maxItems: 200, uniqueItems: true })),
    faqIds: Type.Optional(Type.Array(Uuid, { maxItems: 2000, uniqueItems: true })),
  },
  closed,
);
export type RehearsalCreate = Static<typeof RehearsalCreate>;

/** What became of one kind of decision. `unjudged`: nobody answered then, or what they answered does not tell. */
export const RehearsalTally = Type.Object(
  { all: Count, right: Count, wrong: Count, unjudged: Count },
  closed,
);
export type RehearsalTally = Static<typeof RehearsalTally>;
export const RehearsalMinutes = Type.Object(
  { saved: Type.Number(), low: Type.Number(), high: Type.Number() },
  closed,
);
export type RehearsalMinutes = Static<typeof RehearsalMinutes>;

/** Intervals hold in 95 cases of 100, and know that the messages of one conversation go together. */
export const RehearsalFigures = Type.Object(
  {
    /** First messages and questions, and the conversations that they stand in. */
    messages: Count,
    conversations: Count,
    answered: RehearsalTally,
    /** "Did you mean": right where the right one was among those offered. */
    asked: RehearsalTally,
    suggested: RehearsalTally,
    left: Count,
    /** Of the answers (the questions asked back) that can be judged, how many were right. */
    precision: Measured,
    askedRight: Measured,
    /** Of all messages, how many would have been answered; asked back about; left or suggested to a person. */
    coverage: Measured,
    askedShare: Measured,
    leftShare: Measured,
    /** Minutes of agents that right answers would have saved in what was read. */
    minutes: RehearsalMinutes,
  },
  closed,
);
export type RehearsalFigures = Static<typeof RehearsalFigures>;

/**
 * What to do next. `examples`: too little to tell, add examples or rehearse a longer time. `mend`: it would be wrong more often than
 * promised. `shadow`, `share`, `all`: go to that stage. `keep`: it is where it should be.
 */
export const RehearsalAdvice = Type.Enum(['examples', 'mend', 'shadow', 'share', 'all', 'keep']);
export type RehearsalAdvice = Static<typeof RehearsalAdvice>;

export const RehearsalFaqRow = Type.Object(
  {
    faqId: Uuid,
    title: Type.String(),
    stage: FaqStage,
    examples: Count,
    /** Messages for which it was the most likely, and that more likely than not some FAQ fits. */
    figures: RehearsalFigures,
    minutesPerMonth: RehearsalMinutes,
    advice: RehearsalAdvice,
  },
  closed,
);
export type RehearsalFaqRow = Static<typeof RehearsalFaqRow>;

export const RehearsalReport = Type.Object(
  {
    run: Rehearsal,
    /** Null until it is ready. */
    report: Nullable(
      Type.Object(
        {
          /** So many of a hundred automatic answers were to be right. */
          promise: Type.Number(),
          /** Time that the messages span. */
          days: Type.Number(),
          total: RehearsalFigures,
          minutesPerMonth: RehearsalMinutes,
          advice: RehearsalAdvice,
          /** What saves most first; FAQs that are still there. */
          faqs: Type.Array(RehearsalFaqRow),
          /** From Monday, UTC; weeks without messages are left out. */
          weeks: Type.Array(Type.Object({ from: Instant, figures: RehearsalFigures }, closed)),
          /** If everything from this probability on had been answered. */
          curve: Type.Array(
            Type.Object({ probability: Share, coverage: Measured, precision: Measured }, closed),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type RehearsalReport = Static<typeof RehearsalReport>;

export const RehearsalVerdict = Type.Enum(['right', 'wrong', 'unjudged']);
export type RehearsalVerdict = Static<typeof RehearsalVerdict>;

/** One thing that it would have answered or asked back about, with the words that the reader may see. */
export const RehearsalDecision = Type.Object(
  {
    conversationId: Uuid,
    /** The contact's message, and which of its questions. */
    seq: Type.Integer({ minimum: 1 }),
    part: Count,
    at: Instant,
    language: LanguageTag,
    decision: Type.Enum(['answer', 'ask']),
    verdict: RehearsalVerdict,
    /** Of the first. */
    probability: Share,
    /** The FAQ answered; those offered. Only those that are still there. */
    faqs: Type.Array(Type.Object({ faqId: Uuid, title: Type.String() }, closed)),
    /** What the contact wrote; what would have been said; what the agent said, and where. Null where there is none. */
    asked: Nullable(Type.String()),
    wouldSay: Nullable(Type.String()),
    agentSaid: Nullable(Type.String()),
    agentSeq: Nullable(Type.Integer()),
  },
  closed,
);
export type RehearsalDecision = Static<typeof RehearsalDecision>;
export const RehearsalDecisionList = Type.Object(
  { items: Type.Array(RehearsalDecision), next: Type.Optional(Type.String()) },
  closed,
);
export type RehearsalDecisionList = Static<typeof RehearsalDecisionList>;
const decisionsFilter = {
  verdict: Type.Optional(RehearsalVerdict),
  decision: Type.Optional(Type.Enum(['answer', 'ask'])),
  /** Those that offered this FAQ. */
  faqId: Type.Optional(Uuid),
};
export const RehearsalDecisionsFilter = Type.Object(decisionsFilter, closed);
export type RehearsalDecisionsFilter = Static<typeof RehearsalDecisionsFilter>;

export const RehearsalDecisionsQuery = Type.Object(
  {
    ...decisionsFilter,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  closed,
);
export type RehearsalDecisionsQuery = Static<typeof RehearsalDecisionsQuery>;
