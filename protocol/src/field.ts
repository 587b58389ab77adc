import { type Static, Type } from 'typebox';
import { Instant, LanguageTag, Line, Nullable, Uuid } from './scalars.ts';

/** Fields that a company adds to contacts and conversations. */
const closed = { additionalProperties: false } as const;

export const FieldSubject = Type.Enum(['contact', 'conversation']);
export type FieldSubject = Static<typeof FieldSubject>;

/**
 * What a field holds, on the wire and in the database alike:
 * - `text`: up to 2,000 characters; `url`: a web address; `email`: in lower case; `phone`: in E.164
 * - `number`: finite; `boolean`; `date`: a day of the calendar, `2026-11-21`
 * - `choice`: one of the options; `choices`: several of them, in the options' order
 */
export const FieldType = Type.Enum([
  'text',
  'number',
  'date',
  'choice',
  'choices',
  'boolean',
  'url',
  'email',
  'phone',
]);
export type FieldType = Static<typeof FieldType>;

/** Name of a field in programs, filters and files. */
export const FieldKey = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' });

const Options = Type.Array(Line(100), { maxItems: 200 });
const Labels = Type.Record(LanguageTag, Line(80), { ...closed, maxProperties: 50 });

const ResolveInboxes = Type.Array(Uuid, { maxItems: 200, uniqueItems: true });

/** A field of a workspace. Key, subject and type never change; an archived one keeps its values but is shown nowhere. */
export const Field = Type.Object(
  {
    id: Uuid,
    subject: FieldSubject,
    key: FieldKey,
    type: FieldType,
    /** Shown where `labels` has none for the reader's language. */
    label: Line(80),
    labels: Labels,
    /** Of `choice` and `choices`: what can be chosen. A value that is no longer among them stays until it is changed. */
    options: Options,
    /** Asked for when a contact is made by hand; a value once set cannot be emptied. */
    required: Type.Boolean(),
    /** Of conversations: nobody resolves one in which it is not known. Named inboxes: only in these. */
    requiredToResolve: Type.Boolean(),
    resolveInboxIds: ResolveInboxes,
    archivedAt: Nullable(Instant),
    createdAt: Instant,
  },
  closed,
);
export type Field = Static<typeof Field>;

export const FieldCreate = Type.Object(
  {
    subject: FieldSubject,
    key: FieldKey,
    type: FieldType,
    label: Line(80),
    labels: Type.Optional(Labels),
    options: Type.Optional(Options),
    required: Type.Optional(Type.Boolean()),
    requiredToResolve: Type.Optional(Type.Boolean()),
    resolveInboxIds: Type.Optional(ResolveInboxes),
  },
  closed,
);
export type FieldCreate = Static<typeof FieldCreate>;

export const FieldPatch = Type.Object(
  {
    label: Type.Optional(Line(80)),
    labels: Type.Optional(Labels),
    options: Type.Optional(Options),
    required: Type.Optional(Type.Boolean()),
    requiredToResolve: Type.Optional(Type.Boolean()),
    resolveInboxIds: Type.Optional(ResolveInboxes),
    archived: Type.Optional(Type.Boolean()),
    /** Its place among the fields of its subject, counted from 0; the others make room. */
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
  },
  closed,
);
export type FieldPatch = Static<typeof FieldPatch>;

export const FieldValue = Type.Union([
  Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$' }),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 100, pattern: '^[^\\u0000]*$' }), { maxItems: 200 }),
]);
export type FieldValue = Static<typeof FieldValue>;

/** Values by key; what is not known is absent. */
export const FieldValues = Type.Record(FieldKey, FieldValue);
export type FieldValues = Static<typeof FieldValues>;

/** Values to set; null takes one away. Fields that are not named stay as they are. */
export const FieldsPatch = Type.Record(FieldKey, Nullable(FieldValue), { ...closed, maxProperties: 200 });
export type FieldsPatch = Static<typeof FieldsPatch>;
