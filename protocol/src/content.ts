import { type Static, Type } from 'typebox';
import { Line, LinkUrl, Paragraphs, Uuid } from './scalars.ts';

/**
 * What a message can carry, the same on every channel. Each kind is one schema in the table below; server,
 * console and widget look a kind up in a table of their own. A channel that lacks a kind sends `plainText`.
 */

/** Longest text of one message, in UTF-16 code units. */
export const MAX_TEXT = 10_000;

const Option = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: 100 }), label: Line(80) },
  { additionalProperties: false },
);

const Button = Type.Union([
  Type.Object({ kind: Type.Literal('link'), label: Line(40), url: LinkUrl }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('reply'), label: Line(40), id: Type.String({ minLength: 1, maxLength: 100 }) },
    { additionalProperties: false },
  ),
]);
export type Button = Static<typeof Button>;

/**
 * A stored file as a message shows it. Clients send `fileId` only; the server fills in the rest from its own
 * record, so that a message can never claim a name, type or address that the file does not have.
 */
const fileParts = {
  fileId: Uuid,
  name: Type.Optional(Type.String({ maxLength: 255 })),
  mime: Type.Optional(Type.String({ maxLength: 100 })),
  /** Size in bytes. */
  size: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Address to fetch the file from, relative to the server's origin. Signed; good for a day at least. */
  url: Type.Optional(Type.String({ maxLength: 2000 })),
  thumbnailUrl: Type.Optional(Type.String({ maxLength: 2000 })),
  /** Pixels. */
  width: Type.Optional(Type.Integer({ minimum: 1 })),
  height: Type.Optional(Type.Integer({ minimum: 1 })),
};

const Card = Type.Object(
  {
    title: Line(200),
    text: Type.Optional(Paragraphs(1000)),
    imageFileId: Type.Optional(Uuid),
    imageUrl: Type.Optional(Type.String({ maxLength: 2000 })),
    imageAlt: Type.Optional(Type.String({ maxLength: 300 })),
    buttons: Type.Optional(Type.Array(Button, { maxItems: 3 })),
  },
  { additionalProperties: false },
);
export type Card = Static<typeof Card>;

const FormField = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,50}$' }),
    label: Line(200),
    type: Type.Enum(['text', 'paragraph', 'email', 'phone', 'number', 'date', 'choice']),
    required: Type.Optional(Type.Boolean()),
    options: Type.Optional(Type.Array(Option, { minItems: 1, maxItems: 50 })),
  },
  { additionalProperties: false },
);
export type FormField = Static<typeof FormField>;

const closed = { additionalProperties: false } as const;

/** Whom a note calls, and where in its text (UTF-16 code units) the name stands: a reference, whatever they are called later. */
export const Mention = Type.Object(
  {
    kind: Type.Enum(['user', 'team']),
    id: Uuid,
    offset: Type.Integer({ minimum: 0, maximum: MAX_TEXT }),
    length: Type.Integer({ minimum: 1, maximum: 200 }),
  },
  closed,
);
export type Mention = Static<typeof Mention>;

export const TextContent = Type.Object(
  {
    kind: Type.Literal('text'),
    text: Paragraphs(MAX_TEXT),
    /** In notes only. */
    mentions: Type.Optional(Type.Array(Mention, { minItems: 1, maxItems: 50 })),
  },
  closed,
);
export const ImageContent = Type.Object(
  {
    kind: Type.Literal('image'),
    ...fileParts,
    alt: Type.Optional(Type.String({ maxLength: 1000 })),
    caption: Type.Optional(Paragraphs(2000)),
  },
  closed,
);
export const FileContent = Type.Object(
  { kind: Type.Literal('file'), ...fileParts, caption: Type.Optional(Paragraphs(2000)) },
  closed,
);
export const AudioContent = Type.Object(
  {
    kind: Type.Literal('audio'),
    ...fileParts,
    durationMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000 })),
    /** Loudness over time, 0 to 100, for the drawing of a voice message. */
    levels: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 100 }), { maxItems: 100 })),
  },
  closed,
);
export const VideoContent = Type.Object(
  {
    kind: Type.Literal('video'),
    ...fileParts,
    durationMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000 })),
    caption: Type.Optional(Paragraphs(2000)),
  },
  closed,
);
export const LocationContent = Type.Object(
  {
    kind: Type.Literal('location'),
    /** WGS 84, degrees. */
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
    name: Type.Optional(Line(200)),
    address: Type.Optional(Line(500)),
  },
  closed,
);
export const QuickRepliesContent = Type.Object(
  {
    kind: Type.Literal('quick_replies'),
    text: Paragraphs(2000),
    options: Type.Array(Option, { minItems: 1, maxItems: 13 }),
  },
  closed,
);
export const ButtonsContent = Type.Object(
  {
    kind: Type.Literal('buttons'),
    text: Paragraphs(2000),
    buttons: Type.Array(Button, { minItems: 1, maxItems: 5 }),
  },
  closed,
);
export const CardContent = Type.Object({ kind: Type.Literal('card'), card: Card }, closed);
export const CarouselContent = Type.Object(
  { kind: Type.Literal('carousel'), cards: Type.Array(Card, { minItems: 1, maxItems: 10 }) },
  closed,
);
export const FormContent = Type.Object(
  {
    kind: Type.Literal('form'),
    title: Line(200),
    text: Type.Optional(Paragraphs(1000)),
    fields: Type.Array(FormField, { minItems: 1, maxItems: 20 }),
    submitLabel: Type.Optional(Line(40)),
  },
  closed,
);
export const RatingContent = Type.Object(
  {
    kind: Type.Literal('rating'),
    question: Line(300),
    /** Highest mark; the lowest is 1. */
    scale: Type.Literal(5),
  },
  closed,
);

/** A tap on a quick reply or a reply button; `entryId` is the message that offered it. */
export const ChoiceContent = Type.Object(
  {
    kind: Type.Literal('choice'),
    entryId: Uuid,
    optionId: Type.String({ minLength: 1, maxLength: 100 }),
    label: Line(80),
  },
  closed,
);
export const FormAnswerContent = Type.Object(
  {
    kind: Type.Literal('form_answer'),
    entryId: Uuid,
    answers: Type.Array(
      Type.Object(
        {
          fieldId: Type.String({ maxLength: 50 }),
          label: Type.String({ maxLength: 200 }),
          value: Type.String({ maxLength: 4000, pattern: '^[^\\u0000]*$' }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 20 },
    ),
  },
  closed,
);
export const RatingAnswerContent = Type.Object(
  {
    kind: Type.Literal('rating_answer'),
    entryId: Type.Optional(Uuid),
    score: Type.Integer({ minimum: 1, maximum: 5 }),
    comment: Type.Optional(Paragraphs(2000)),
  },
  closed,
);

/** Every kind of content by its name: the one table that says what a message can be. */
export const contentKinds = {
  text: TextContent,
  image: ImageContent,
  file: FileContent,
  audio: AudioContent,
  video: VideoContent,
  location: LocationContent,
  quick_replies: QuickRepliesContent,
  buttons: ButtonsContent,
  card: CardContent,
  carousel: CarouselContent,
  form: FormContent,
  rating: RatingContent,
  choice: ChoiceContent,
  form_answer: FormAnswerContent,
  rating_answer: RatingAnswerContent,
};
export type ContentKind = keyof typeof contentKinds;

export const Content = Type.Union([
  TextContent,
  ImageContent,
  FileContent,
  AudioContent,
  VideoContent,
  LocationContent,
  QuickRepliesContent,
  ButtonsContent,
  CardContent,
  CarouselContent,
  FormContent,
  RatingContent,
  ChoiceContent,
  FormAnswerContent,
  RatingAnswerContent,
]);
export type Content = Static<typeof Content>;
export type ContentOf<K extends ContentKind> = Extract<Content, { kind: K }>;

/** Kinds a contact may send; the others are questions that only an agent or a bot asks. */
export const contactContentKinds: readonly ContentKind[] = [
  'text',
  'image',
  'file',
  'audio',
  'video',
  'location',
  'choice',
  'form_answer',
  'rating_answer',
];
