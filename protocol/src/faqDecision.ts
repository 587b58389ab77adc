import { type Static, Type } from 'typebox';
import { FaqCost, FaqStage } from './faq.ts';
import { FaqDecisionKind, FaqVectorUse } from './languageModel.ts';
import { Instant, LanguageTag, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Count = Type.Integer({ minimum: 0 });

/** `live`: done. `shadow`: only decided. `control`: only decided, because the contact is not in the FAQ's share. */
export const FaqDecisionMode = Type.Enum(['live', 'shadow', 'control']);
export type FaqDecisionMode = Static<typeof FaqDecisionMode>;

/**
 * What became of it. Live: `helpful`, `unhelpful`, `silent` (the contact wrote no more), `corrected` (another FAQ was
 * chosen when asked back, or by the agent), `person_needed`. In the shadow: `accepted` (the agent answered the same),
 * `corrected` or `person_needed`. A suggestion: `used`, `dismissed`.
 */
export const FaqOutcome = Type.Enum([
  'accepted',
  'helpful',
  'unhelpful',
  'silent',
  'corrected',
  'person_needed',
  'used',
  'dismissed',
]);
export type FaqOutcome = Static<typeof FaqOutcome>;

/** What was decided for one message of a contact. What is on record holds none of its words. */
export const FaqDecision = Type.Object(
  {
    conversationId: Uuid,
    /** The contact's message. */
    seq: Type.Integer({ minimum: 1 }),
    /** In the list of all decisions: its text as it stands in the conversation now; null where it is gone. */
    text: Type.Optional(Nullable(Type.String())),
    at: Instant,
    modelVersion: Type.Integer(),
    language: LanguageTag,
    mode: FaqDecisionMode,
    decision: FaqDecisionKind,
    faqIds: Type.Array(Uuid),
    ranked: Type.Array(Type.Object({ faqId: Uuid, probability: Share }, closed)),
    none: Share,
    /**
     * Whether the vector of a language model took part: `missing`, where it was wanted and did not come in time; `off`, where the model has no
     * use for one. Where several questions were told apart it is about the vectors of these. Null: chosen from a list, or from before this was kept.
     */
    vector: Nullable(FaqVectorUse),
    /** The bot's entry; null where none was written. */
    answerSeq: Nullable(Type.Integer()),
    outcome: Nullable(FaqOutcome),
    /** The FAQ that was right, where another one was. */
    outcomeFaqId: Nullable(Uuid),
    outcomeAt: Nullable(Instant),
    /** Whether the best FAQ was right; null: nothing tells. */
    right: Nullable(Type.Boolean()),
    /** Somebody said whether it was right, and `right` and `outcomeFaqId` are what they said. `byId`: null for a program. */
    verdict: Nullable(Type.Object({ at: Instant, byId: Nullable(Uuid) }, closed)),
  },
  closed,
);
export type FaqDecision = Static<typeof FaqDecision>;

/** What a person says of a decision: that its best FAQ was right, or was not, and which one would have been. */
export const FaqVerdict = Type.Object(
  {
    right: Type.Boolean(),
    /** The one that fits; none of them where it is left out. */
    faqId: Type.Optional(Uuid),
  },
  closed,
);
export type FaqVerdict = Static<typeof FaqVerdict>;

/** An FAQ that decisions speak of. */
export const DecidedFaq = Type.Object(
  { id: Uuid, title: Type.String(), snippetId: Uuid, stage: FaqStage },
  closed,
);
export type DecidedFaq = Static<typeof DecidedFaq>;

/** Everything decided in one conversation, oldest first, and the FAQs of it that still are. */
export const ConversationDecisions = Type.Object(
  { items: Type.Array(FaqDecision), faqs: Type.Array(DecidedFaq) },
  closed,
);
export type ConversationDecisions = Static<typeof ConversationDecisions>;

/** A decision, and why it came out so. */
export const FaqDecisionExplained = Type.Object(
  {
    decision: FaqDecision,
    faqs: Type.Array(DecidedFaq),
    /** Words that decided for the best FAQ, with the points each gave, and its nearest examples. */
    words: Type.Array(Type.Object({ word: Type.String(), points: Type.Number() }, closed)),
    examples: Type.Array(Type.Object({ text: Type.String(), similarity: Share }, closed)),
    /** The model that explains: the newest, not always the one that decided. Null: there is none. */
    explainedBy: Nullable(Type.Integer()),
  },
  closed,
);
export type FaqDecisionExplained = Static<typeof FaqDecisionExplained>;

const decisionsFilter = {
  mode: Type.Optional(FaqDecisionMode),
  decision: Type.Optional(FaqDecisionKind),
  outcome: Type.Optional(FaqOutcome),
  /** Those whose best FAQ is this one. */
  faqId: Type.Optional(Uuid),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
};
export const FaqDecisionsFilter = Type.Object(decisionsFilter, closed);
export type FaqDecisionsFilter = Static<typeof FaqDecisionsFilter>;

export const FaqDecisionsQuery = Type.Object(
  {
    ...decisionsFilter,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  closed,
);
export type FaqDecisionsQuery = Static<typeof FaqDecisionsQuery>;

/** For the agent: what fits the contact's last message. Empty where an agent has answered it. */
export const FaqSuggestions = Type.Object(
  {
    /** The message that they are for; null: there is none. */
    seq: Nullable(Type.Integer()),
    items: Type.Array(
      Type.Object(
        {
          faqId: Uuid,
          snippetId: Uuid,
          title: Type.String(),
          probability: Share,
          /** In the message's language where the snippet has it; with its variables. */
          language: LanguageTag,
          text: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type FaqSuggestions = Static<typeof FaqSuggestions>;
export const FaqSuggestionFeedback = Type.Object(
  { seq: Type.Integer({ minimum: 1 }), faqId: Uuid, outcome: Type.Enum(['used', 'dismissed']) },
  closed,
);
export type FaqSuggestionFeedback = Static<typeof FaqSuggestionFeedback>;

/** A share with its 95 per cent interval (Wilson); all null where there is nothing to count. */
export const Measured = Type.Object(
  { of: Count, share: Nullable(Share), low: Nullable(Share), high: Nullable(Share) },
  closed,
);
export type Measured = Static<typeof Measured>;

export const FaqReportQuery = Type.Object(
  { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })) },
  closed,
);

/** How decisions that were not acted on compare with what people did. */
export const FaqShadowRow = Type.Object(
  {
    /** Null: all FAQs together. */
    faqId: Nullable(Uuid),
    title: Nullable(Type.String()),
    /** Messages for which this FAQ was the best, and that more likely than not some FAQ fits. */
    messages: Count,
    /** Of these, how many it would have answered alone. */
    coverage: Measured,
    /** Of those that it would have answered and that people answered, how many were answered the same. */
    precision: Measured,
  },
  closed,
);
export type FaqShadowRow = Static<typeof FaqShadowRow>;
export const FaqShadowReport = Type.Object(
  { promise: Type.Number(), total: FaqShadowRow, items: Type.Array(FaqShadowRow) },
  closed,
);
export type FaqShadowReport = Static<typeof FaqShadowReport>;

/** What the bot did, and what came of it. */
export const FaqLiveRow = Type.Object(
  {
    faqId: Nullable(Uuid),
    title: Nullable(Type.String()),
    answered: Count,
    asked: Count,
    helpful: Count,
    unhelpful: Count,
    silent: Count,
    corrected: Count,
    personNeeded: Count,
    /** Of the answers of which it is known. */
    precision: Measured,
  },
  closed,
);
export type FaqLiveRow = Static<typeof FaqLiveRow>;
/** `from`: the Monday, on the workspace's clock. An answer that was wrong may have been given in a conversation of either kind. */
export const FaqLiveWeek = Type.Object(
  {
    from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    automated: Count,
    handedOver: Count,
    wrong: Count,
  },
  closed,
);
export type FaqLiveWeek = Static<typeof FaqLiveWeek>;
export const FaqLiveReport = Type.Object(
  {
    promise: Type.Number(),
    /** Conversations that the bot had, those that it ended without a person, and those in which an answer was wrong. */
    conversations: Count,
    automation: Measured,
    errors: Measured,
    handedOver: Count,
    /** `savedMinutes` of the settings for each that ended without a person, and what that is worth. */
    minutesSaved: Type.Number(),
    worthSaved: Type.Number(),
    currency: Type.String(),
    total: FaqLiveRow,
    items: Type.Array(FaqLiveRow),
    /** By the week in which the bot first said something, oldest first: conversations that it is done with. */
    weeks: Type.Array(FaqLiveWeek),
  },
  closed,
);
export type FaqLiveReport = Static<typeof FaqLiveReport>;

/** From the probability `from` up to `to` this is decided. */
const DecisionBands = Type.Array(Type.Object({ from: Share, to: Share, kind: FaqDecisionKind }, closed));

/** Every FAQ on the picture of two axes: how sure, and how bad to be wrong. */
export const FaqMatrix = Type.Object(
  {
    /** From this probability on answering at once is worth more than leaving, by cost of being wrong. */
    thresholds: Type.Object({ low: Type.Number(), medium: Type.Number(), high: Type.Number() }, closed),
    /** What a wrong answer costs, in minutes of a person. */
    wrongMinutes: Type.Object({ low: Type.Number(), medium: Type.Number(), high: Type.Number() }, closed),
    /** What the rule does at every probability of the best FAQ, where the second best has half of the rest. */
    bands: Type.Object(
      { low: DecisionBands, medium: DecisionBands, high: DecisionBands, never: DecisionBands },
      closed,
    ),
    promise: Type.Number(),
    /** The least probability that keeps the promise, by language of the model in use; above 1: none does yet. */
    answerAt: Type.Array(Type.Object({ language: LanguageTag, probability: Type.Number() }, closed)),
    items: Type.Array(
      Type.Object(
        {
          faqId: Uuid,
          title: Type.String(),
          cost: FaqCost,
          stage: FaqStage,
          /** When it went back to `shadow` by itself; null: it did not, or was put on again. */
          steppedBackAt: Nullable(Instant),
          /** Mean probability of being right over the messages for which it was the best; null without any. */
          probability: Nullable(Share),
          /** The same as people's answers and contacts' verdicts tell. */
          measured: Measured,
          /** Messages for which it was the best. */
          messages: Count,
          /** Minutes a month that answering them would save at that probability. */
          minutesPerMonth: Type.Number(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type FaqMatrix = Static<typeof FaqMatrix>;

/** Precision and coverage by the least probability, as judged by people and contacts. */
export const FaqCurve = Type.Object(
  {
    judged: Count,
    points: Type.Array(Type.Object({ probability: Share, coverage: Share, precision: Measured }, closed)),
  },
  closed,
);
export type FaqCurve = Static<typeof FaqCurve>;
