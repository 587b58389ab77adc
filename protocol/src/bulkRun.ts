import { type Static, Type } from 'typebox';
import { ConversationPatch } from './api.ts';
import { Filter } from './filter.ts';
import { Instant, Uuid } from './scalars.ts';
import { ConversationView, ViewSort } from './view.ts';

const closed = { additionalProperties: false } as const;

/** Which conversations: all of a view, of a saved view, of a filter, or in which a search finds something. Exactly one of these four. */
export const BulkChoice = Type.Object(
  {
    view: Type.Optional(ConversationView),
    viewId: Type.Optional(Uuid),
    filter: Type.Optional(Filter),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*$' })),
    /** Of a search: whose days its dates are, as an IANA name; UTC without it. */
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** Of a view: only what is in this inbox, or with this team. */
    teamId: Type.Optional(Uuid),
    inboxId: Type.Optional(Uuid),
    /** The order in which a list is read: `waiting` and `due` hold only what waits or is promised. */
    sort: Type.Optional(ViewSort),
  },
  closed,
);
export type BulkChoice = Static<typeof BulkChoice>;

/** `id` is the sender's: a repeat gets the same run. Values of fields are left to each conversation: an undo would not know them. */
export const BulkRunCreate = Type.Object(
  { id: Uuid, choice: BulkChoice, patch: Type.Omit(ConversationPatch, ['fields'], closed) },
  closed,
);
export type BulkRunCreate = Static<typeof BulkRunCreate>;

/** A change of everything that a list held, made in the background. */
export const BulkRun = Type.Object(
  {
    id: Uuid,
    /** `collecting`: what the list holds is being written down. `undoing` ends as `undone`. */
    status: Type.Enum(['collecting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone']),
    /** How many conversations there are, and how many have been dealt with: changed or, while undoing, put back. */
    total: Type.Integer(),
    done: Type.Integer(),
    changed: Type.Integer(),
    /** Why some were left as they were: how many by the error's code. Of an undo: `conflict` is what somebody changed meanwhile. */
    failures: Type.Record(Type.String(), Type.Integer()),
    /** How many were put back. */
    undone: Type.Integer(),
    createdAt: Instant,
    finishedAt: Type.Union([Instant, Type.Null()]),
    /** Until when it can be undone; absent where there is nothing to undo. */
    undoUntil: Type.Optional(Instant),
  },
  closed,
);
export type BulkRun = Static<typeof BulkRun>;
