import { type Static, Type } from 'typebox';
import { StoredFile } from './api.ts';
import { Instant, LanguageTag, Line, Nullable, Paragraphs, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** A canned answer's message in one language. `{{contact.first_name|there}}` stands for a value, with what to say without one. */
export const SnippetText = Type.Object({ language: LanguageTag, text: Paragraphs(10_000) }, closed);
export type SnippetText = Static<typeof SnippetText>;

export const Snippet = Type.Object(
  {
    id: Uuid,
    name: Line(80),
    topic: Nullable(Line(80)),
    /** Only for members of this team; null: for everybody. */
    teamId: Nullable(Uuid),
    /** The first is used where none fits the contact's language. */
    texts: Type.Array(SnippetText),
    files: Type.Array(StoredFile),
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
);
export type Snippet = Static<typeof Snippet>;

export const SnippetCreate = Type.Object(
  {
    name: Line(80),
    topic: Type.Optional(Nullable(Line(80))),
    teamId: Type.Optional(Nullable(Uuid)),
    texts: Type.Array(SnippetText, { minItems: 1, maxItems: 30 }),
    fileIds: Type.Optional(Type.Array(Uuid, { maxItems: 10 })),
  },
  closed,
);
export type SnippetCreate = Static<typeof SnippetCreate>;
export const SnippetPatch = Type.Partial(SnippetCreate, closed);
export type SnippetPatch = Static<typeof SnippetPatch>;

/**
 * How a snippet fared. `changed`: mean share of its words that were changed before sending, 0 to 1; null without uses. `ready`: it
 * answered enough different questions, hardly ever changed, and is no FAQ yet.
 */
export const SnippetUsage = Type.Object(
  {
    snippetId: Uuid,
    uses: Type.Integer({ minimum: 0 }),
    /** Sent as it stood. */
    unchanged: Type.Integer({ minimum: 0 }),
    changed: Nullable(Type.Number()),
    lastUsedAt: Nullable(Instant),
    /** Different messages of customers among those that its last uses answered. */
    questions: Type.Integer({ minimum: 0 }),
    /** Of the conversations of its last uses: how many were rated afterwards, and the mean mark from 1 to 5. */
    rated: Type.Integer({ minimum: 0 }),
    rating: Nullable(Type.Number()),
    /** The FAQ that it answers. */
    faqId: Nullable(Uuid),
    ready: Type.Boolean(),
  },
  closed,
);
export type SnippetUsage = Static<typeof SnippetUsage>;

/** A customer's message that the snippet answered. */
export const SnippetQuestion = Type.Object(
  { text: Type.String(), conversationId: Uuid, seq: Type.Integer(), at: Instant },
  closed,
);
export type SnippetQuestion = Static<typeof SnippetQuestion>;
