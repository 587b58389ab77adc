import { type Static, Type } from 'typebox';
import { ModelEmbeddings } from './embeddings.ts';
import { FaqCost, FaqStage } from './faq.ts';
import { Instant, LanguageTag, Nullable, Paragraphs, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;
const Share = Type.Number({ minimum: 0, maximum: 1 });

/** What a model made of a message's vector. */
export const FaqVectorUse = Type.Enum(['used', 'missing', 'off']);
export type FaqVectorUse = Static<typeof FaqVectorUse>;

/** One point of a curve: of all messages `coverage` have at least this probability, and `precision` of those were right. */
export const CurvePoint = Type.Object(
  { probability: Share, coverage: Share, precision: Nullable(Share) },
  closed,
);
export type CurvePoint = Static<typeof CurvePoint>;

/** Measured by cross-validation on the examples; a share is null where nothing could be measured. */
export const ModelMeasures = Type.Object(
  {
    messages: Type.Integer(),
    accuracy: Nullable(Share),
    /** Expected calibration error: how far probabilities are from what came true. */
    ece: Nullable(Share),
    /** Answered at the threshold for 98 (95) right in a hundred, and how many of those were right. */
    coverage98: Nullable(Share),
    precision98: Nullable(Share),
    coverage95: Nullable(Share),
    precision95: Nullable(Share),
    /** The same messages judged without vectors, as when the endpoint does not answer; only where the model uses them. */
    withoutVectors: Type.Optional(
      Type.Object(
        { accuracy: Nullable(Share), coverage98: Nullable(Share), coverage95: Nullable(Share) },
        closed,
      ),
    ),
    curve: Type.Array(CurvePoint),
  },
  closed,
);
export type ModelMeasures = Static<typeof ModelMeasures>;

export const ModelState = Type.Enum(['queued', 'training', 'ready', 'failed', 'cancelled']);
export type ModelState = Static<typeof ModelState>;

/** What the engine learnt from the FAQs as they were at one time. */
export const LanguageModelInfo = Type.Object(
  {
    id: Uuid,
    /** 1, 2, 3 ... in the workspace. */
    version: Type.Integer({ minimum: 1 }),
    state: ModelState,
    /** `update`: made from the one before by learning only what changed. */
    kind: Type.Enum(['full', 'update']),
    /** Whether it is the one that decides now. */
    current: Type.Boolean(),
    /** Of the work, how much is done. */
    progress: Share,
    secondsLeft: Nullable(Type.Integer({ minimum: 0 })),
    faqs: Type.Integer({ minimum: 0 }),
    examples: Type.Integer({ minimum: 0 }),
    bytes: Nullable(Type.Integer({ minimum: 0 })),
    measures: Nullable(ModelMeasures),
    /** Null where none were wanted. */
    embeddings: Nullable(ModelEmbeddings),
    /** Why it failed, in English. */
    problem: Nullable(Type.String()),
    queuedAt: Instant,
    startedAt: Nullable(Instant),
    finishedAt: Nullable(Instant),
  },
  closed,
);
export type LanguageModelInfo = Static<typeof LanguageModelInfo>;

/** Newest first. */
export const LanguageModelList = Type.Object({ items: Type.Array(LanguageModelInfo) }, closed);
/** `full`: from the start, with calibration and measures, also where learning the changes would do. */
export const LanguageModelTrain = Type.Object({ full: Type.Optional(Type.Boolean()) }, closed);
export type LanguageModelTrain = Static<typeof LanguageModelTrain>;

export const FaqDecisionKind = Type.Enum(['answer', 'ask', 'suggest', 'leave']);
export type FaqDecisionKind = Static<typeof FaqDecisionKind>;

export const FaqTest = Type.Object(
  { text: Paragraphs(10_000), language: Type.Optional(LanguageTag) },
  closed,
);
export type FaqTest = Static<typeof FaqTest>;

/**
 * Why that is decided. `sure`: likely enough for an answer. `close`: several fit. `likely`: one fits, surely enough to ask whether it is
 * meant. `unsure`: one fits, not surely enough for either. `never_alone`
 * and `off`: the best FAQ is of that cost or stage. `nothing_fits`; `untrained`: nothing has been learnt yet.
 */
export const FaqTestReason = Type.Enum([
  'sure',
  'close',
  'likely',
  'unsure',
  'never_alone',
  'off',
  'nothing_fits',
  'untrained',
]);
export type FaqTestReason = Static<typeof FaqTestReason>;

/** What would be done with a message, and why. */
export const FaqTestResult = Type.Object(
  {
    /** Null: nothing is trained yet, so everything is left to people. */
    modelVersion: Nullable(Type.Integer()),
    language: LanguageTag,
    /** Best first. */
    ranked: Type.Array(
      Type.Object(
        {
          faqId: Uuid,
          title: Type.String(),
          /** What the customer reads when asked whether it is meant. */
          customerTitle: Type.String(),
          probability: Share,
          cost: FaqCost,
          stage: FaqStage,
        },
        closed,
      ),
    ),
    /** Probability that no FAQ fits. */
    none: Share,
    decision: FaqDecisionKind,
    reason: FaqTestReason,
    /**
     * From this probability on the best FAQ would be answered without a person, the others sharing the rest as they do here. Its cost,
     * the promise and whether asking is worth more are in it. Above 1: never.
     */
    answerFrom: Type.Number(),
    /** The FAQ answered; those asked about or suggested. */
    faqIds: Type.Array(Uuid),
    /** The answer in the message's language, as it would be sent to somebody without a name. */
    answer: Nullable(Type.String()),
    /** Least probability that keeps the promise; above 1: none does. */
    answerAt: Type.Number(),
    /** Words that decided for the best FAQ, with the points each gave, and its nearest examples. */
    words: Type.Array(Type.Object({ word: Type.String(), points: Type.Number() }, closed)),
    examples: Type.Array(Type.Object({ text: Type.String(), similarity: Share }, closed)),
    /** Several questions in one message, each with the FAQ that it asks for. */
    questions: Type.Array(Type.Object({ text: Type.String(), faqId: Uuid, probability: Share }, closed)),
    /** Whether the message's vector helped to decide; `missing`: it should have, but did not come in time. */
    vector: FaqVectorUse,
  },
  closed,
);
export type FaqTestResult = Static<typeof FaqTestResult>;
