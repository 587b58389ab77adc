import { type Static, Type } from 'typebox';
import { Instant, LanguageTag, Line, Nullable, Paragraphs, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** At most so many FAQs in a workspace, and examples of one; the database holds both. */
export const MAX_FAQS = 2000;
export const MAX_EXAMPLES = 1000;

/** What a wrong automatic answer costs. `never`: it is suggested to agents, and never sent without one. */
export const FaqCost = Type.Enum(['low', 'medium', 'high', 'never']);
export type FaqCost = Static<typeof FaqCost>;

/**
 * `off`: known, and left to people. `shadow`: decided on live traffic and compared with what people did, nothing is sent.
 * `share`: answers that share of the contacts. `all`: answers all of them.
 */
export const FaqStage = Type.Enum(['off', 'shadow', 'share', 'all']);
export type FaqStage = Static<typeof FaqStage>;

/** What customers read, in one language, when they are asked whether they mean this FAQ. */
export const FaqTitle = Type.Object({ language: LanguageTag, title: Line(80) }, closed);
export type FaqTitle = Static<typeof FaqTitle>;
const FaqTitles = Type.Array(FaqTitle, { maxItems: 50 });

/** A question that is answered with a snippet. Title, topic and answers in all languages are the snippet's. */
export const Faq = Type.Object(
  {
    id: Uuid,
    snippetId: Uuid,
    title: Type.String(),
    /** For customers, by language; in languages without one they read `title`. */
    titles: FaqTitles,
    topic: Nullable(Type.String()),
    /** Languages that the snippet answers in, and in which there are examples. */
    answerLanguages: Type.Array(LanguageTag),
    exampleLanguages: Type.Array(LanguageTag),
    examples: Type.Integer({ minimum: 0 }),
    cost: FaqCost,
    stage: FaqStage,
    /** Of a hundred contacts, how many are answered in stage `share`; the same contacts always. */
    share: Type.Integer({ minimum: 1, maximum: 100 }),
    /** When it went back to `shadow` by itself, because it was wrong too often; null: it did not, or was put on again. */
    steppedBackAt: Nullable(Instant),
    /** Rises with every change of the FAQ itself. */
    version: Type.Integer({ minimum: 1 }),
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
);
export type Faq = Static<typeof Faq>;

/** `written` by hand, taken from an `opportunity`, or learnt from `feedback`. */
export const FaqExampleSource = Type.Enum(['written', 'opportunity', 'feedback']);
export type FaqExampleSource = Static<typeof FaqExampleSource>;

/** A way in which customers put the question. */
export const FaqExample = Type.Object(
  {
    id: Uuid,
    text: Paragraphs(1000),
    language: LanguageTag,
    source: FaqExampleSource,
    /** Another FAQ that has the same words as an example: then they teach neither. */
    alsoIn: Nullable(Type.Object({ faqId: Uuid, title: Type.String() }, closed)),
    createdBy: Nullable(Uuid),
    createdAt: Instant,
  },
  closed,
);
export type FaqExample = Static<typeof FaqExample>;

/** Without a language it is found out from the text. */
export const FaqExampleCreate = Type.Object(
  {
    text: Paragraphs(1000),
    language: Type.Optional(LanguageTag),
    source: Type.Optional(FaqExampleSource),
  },
  closed,
);
export type FaqExampleCreate = Static<typeof FaqExampleCreate>;
export const FaqExamplePatch = Type.Object(
  { text: Type.Optional(Paragraphs(1000)), language: Type.Optional(LanguageTag) },
  closed,
);
export type FaqExamplePatch = Static<typeof FaqExamplePatch>;
export const FaqExamplesAdd = Type.Object(
  { items: Type.Array(FaqExampleCreate, { minItems: 1, maxItems: MAX_EXAMPLES }) },
  closed,
);
export type FaqExamplesAdd = Static<typeof FaqExamplesAdd>;
/** `skipped`: were there already, in the same words but for case, accents and white space. */
export const FaqExamplesAdded = Type.Object(
  { items: Type.Array(FaqExample), skipped: Type.Integer({ minimum: 0 }) },
  closed,
);
export type FaqExamplesAdded = Static<typeof FaqExamplesAdded>;

/** A new FAQ is `off` and of medium cost unless said otherwise. */
export const FaqCreate = Type.Object(
  {
    snippetId: Uuid,
    cost: Type.Optional(FaqCost),
    stage: Type.Optional(FaqStage),
    share: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    titles: Type.Optional(FaqTitles),
    examples: Type.Optional(Type.Array(FaqExampleCreate, { maxItems: MAX_EXAMPLES })),
  },
  closed,
);
export type FaqCreate = Static<typeof FaqCreate>;

/** `titles`: all of them, each language once. With `version`: refused with `conflict` where somebody changed the FAQ since. */
export const FaqPatch = Type.Object(
  {
    cost: Type.Optional(FaqCost),
    stage: Type.Optional(FaqStage),
    share: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    titles: Type.Optional(FaqTitles),
    version: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export type FaqPatch = Static<typeof FaqPatch>;

export const FaqsQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
    stage: Type.Optional(FaqStage),
    cost: Type.Optional(FaqCost),
    /** With an example or an answer in it. */
    language: Type.Optional(LanguageTag),
    /** Part of the title, of a title for customers, or of an example. */
    q: Type.Optional(Line(80)),
  },
  closed,
);

/** A file of examples, `faq<TAB>language<TAB>example` a line: the FAQ by its title, which is its snippet's name. */
export const FaqImport = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 5_000_000 }),
    /** Without it nothing is changed: the answer tells what would be. */
    apply: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type FaqImport = Static<typeof FaqImport>;
export const FaqImportRow = Type.Object(
  {
    line: Type.Integer({ minimum: 1 }),
    faq: Type.String(),
    /** `faq`: an FAQ is made of the snippet of that name with what the line has; `title`: of a line that has no new example. */
    action: Type.Enum(['example', 'title', 'faq', 'same', 'error']),
    /** What is wrong with it, in English. */
    problem: Nullable(Type.String()),
  },
  closed,
);
export type FaqImportRow = Static<typeof FaqImportRow>;
export const FaqImportResult = Type.Object(
  { applied: Type.Boolean(), rows: Type.Array(FaqImportRow) },
  closed,
);
export type FaqImportResult = Static<typeof FaqImportResult>;

const Minutes = Type.Number({ minimum: 0, maximum: 10_000 });

/** What is worth how much, and what the bot may do. Costs are in minutes of a person. */
export const FaqSettings = Type.Object(
  {
    /** What a minute of a person costs, in `currency` (ISO 4217); for reports. */
    minuteWorth: Type.Number({ minimum: 0, maximum: 1000 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** What one message saves that is answered without a person. */
    savedMinutes: Type.Number({ minimum: 0.1, maximum: 1000 }),
    /** What a wrong answer costs, by the FAQ's cost of being wrong. */
    wrongMinutes: Type.Object({ low: Minutes, medium: Minutes, high: Minutes }, closed),
    /** So many of a hundred automatic answers are to be right. */
    promise: Type.Union([Type.Literal(0.95), Type.Literal(0.98)]),
    /** Whether it may ask back: "Did you mean ...?" */
    askAllowed: Type.Boolean(),
    /** Inboxes in which it may answer. Elsewhere it decides in the shadow and suggests. */
    inboxIds: Type.Array(Uuid, { maxItems: 200, uniqueItems: true }),
    /** A conversation that it answered and in which the contact stays silent is resolved after so many hours. */
    resolveAfterHours: Type.Integer({ minimum: 1, maximum: 720 }),
  },
  closed,
);
export type FaqSettings = Static<typeof FaqSettings>;
/** Of the minutes, too, only those that change. */
export const FaqSettingsPatch = Type.Object(
  {
    ...Type.Partial(FaqSettings).properties,
    wrongMinutes: Type.Optional(Type.Partial(FaqSettings.properties.wrongMinutes, closed)),
  },
  closed,
);
export type FaqSettingsPatch = Static<typeof FaqSettingsPatch>;
