import { type Static, Type } from 'typebox';
import { Instant, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/**
 * - `contacts`: a table of people (CSV)
 * - `chatwoot`, `intercom`, `zendesk`: those systems' exports (JSON or JSON lines)
 * - `causerie`: conversations in our own lines (JSON lines or CSV), see docs/import.md
 */
export const ImportKind = Type.Enum(['contacts', 'chatwoot', 'intercom', 'zendesk', 'causerie']);
export type ImportKind = Static<typeof ImportKind>;

export const ImportStatus = Type.Enum([
  'ready',
  'running',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
]);
export type ImportStatus = Static<typeof ImportStatus>;

/** What a column of a table becomes: a part of the profile, `external_id`, or `field.<key>`; null: nothing. */
export const ImportTarget = Nullable(Type.String({ maxLength: 60 }));
export type ImportTarget = Static<typeof ImportTarget>;

export const Import = Type.Object(
  {
    id: Uuid,
    kind: ImportKind,
    fileName: Type.String(),
    status: ImportStatus,
    /** Columns of a table with their first values. */
    columns: Type.Array(Type.Object({ name: Type.String(), samples: Type.Array(Type.String()) }, closed)),
    /** One target for each column: what was chosen, or guessed while nothing is. */
    mapping: Type.Array(ImportTarget),
    /** Where the conversations of a history go. */
    inboxId: Nullable(Uuid),
    /** Rows or records of the file, and how many have been looked at. */
    total: Type.Integer(),
    done: Type.Integer(),
    /** How many of each sort: `created`, `updated`, `unchanged`, `failed`, `kept`; `conversations`, `messages` ... */
    counts: Type.Record(Type.String(), Type.Integer()),
    /** Why it failed as a whole. */
    reason: Nullable(Type.String()),
    authorId: Nullable(Uuid),
    createdAt: Instant,
    finishedAt: Nullable(Instant),
  },
  closed,
);
export type Import = Static<typeof Import>;

export const ImportQuery = Type.Object({ kind: ImportKind, inboxId: Type.Optional(Uuid) }, closed);
export const ImportStart = Type.Object(
  {
    mapping: Type.Optional(Type.Array(ImportTarget, { maxItems: 500 })),
    inboxId: Type.Optional(Uuid),
  },
  closed,
);
export type ImportStart = Static<typeof ImportStart>;
