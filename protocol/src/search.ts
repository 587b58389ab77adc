import { type Static, Type } from 'typebox';
import { ConversationStatus } from './conversation.ts';
import { Author } from './entry.ts';
import { Instant, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

export const SearchQuery = Type.Object(
  {
    /** What was typed: words, "phrases", `name:value` filters; `-` before any of them excludes. */
    q: Type.String({ minLength: 1, maxLength: 500 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
    /** IANA name of the zone in which days are meant; UTC where absent. */
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  closed,
);
export type SearchQuery = Static<typeof SearchQuery>;

/** A stretch of an excerpt; `hit`: it is what was looked for. */
export const ExcerptPart = Type.Object(
  { text: Type.String(), hit: Type.Optional(Type.Literal(true)) },
  closed,
);
export type ExcerptPart = Static<typeof ExcerptPart>;

export const SearchHit = Type.Object(
  {
    conversationId: Uuid,
    seq: Type.Integer({ minimum: 1 }),
    entryId: Uuid,
    at: Instant,
    kind: Type.Enum(['message', 'note']),
    author: Author,
    excerpt: Type.Array(ExcerptPart),
    /** What the entry carries: `text`, `image`, `file`, ... */
    contentKind: Type.String(),
    contact: Type.Object({ id: Uuid, name: Nullable(Type.String()), email: Nullable(Type.String()) }, closed),
    inboxId: Uuid,
    status: ConversationStatus,
  },
  closed,
);
export type SearchHit = Static<typeof SearchHit>;

/** A filter as it was understood; `known` is false where its value names nothing, and then nothing is found. */
export const UnderstoodFilter = Type.Object(
  {
    name: Type.String(),
    value: Type.String(),
    excluded: Type.Boolean(),
    known: Type.Boolean(),
    /** What the value stands for: names of people, inboxes, teams. */
    meaning: Type.Optional(Type.String()),
  },
  closed,
);
export type UnderstoodFilter = Static<typeof UnderstoodFilter>;

/**
 * Newest first. `next` without a full page: the search has gone back to `searchedTo` in the time it gives itself; ask
 * on with `next`. `indexing`: what was written before is still being read in, so something may be missing.
 */
export const SearchPage = Type.Object(
  {
    items: Type.Array(SearchHit),
    next: Type.Optional(Type.String()),
    filters: Type.Array(UnderstoodFilter),
    searchedTo: Nullable(Instant),
    indexing: Type.Boolean(),
  },
  closed,
);
export type SearchPage = Static<typeof SearchPage>;
