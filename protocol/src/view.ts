import { type Static, Type } from 'typebox';
import { Filter } from './filter.ts';
import { Line, Nullable, Uuid } from './scalars.ts';

/** Views: which conversations a list shows, and in which order. */
const closed = { additionalProperties: false } as const;

/**
 * The views that everybody has. `waiting`: whoever waits for an answer, the longest first; `mentions`: where a note
 * mentions the agent or a team of theirs; `following`: what the agent follows and is not resolved.
 */
export const ConversationView = Type.Enum([
  'mine',
  'unassigned',
  'all',
  'waiting',
  'mentions',
  'following',
  'snoozed',
  'resolved',
  'spam',
]);
export type ConversationView = Static<typeof ConversationView>;

/**
 * `newest` and `oldest`: by last activity; `waiting`: longest waiting first, and only those that wait; `due`: what must be
 * answered soonest by its SLA policy, and only what has such a promise.
 */
export const ViewSort = Type.Enum(['newest', 'oldest', 'waiting', 'due']);
export type ViewSort = Static<typeof ViewSort>;

/** Who has a saved view in their list: its maker, the members of a team, or everybody. */
export const ViewVisibility = Type.Enum(['private', 'team', 'workspace']);
export type ViewVisibility = Static<typeof ViewVisibility>;

const Emoji = Type.String({ minLength: 1, maxLength: 16, pattern: '^[^\\s\\u0000-\\u007f]+$' });

/**
 * A filter with a name. One that asks for no status shows what is open or with a bot; one that does not ask for spam
 * shows none. Only views of conversations that are not resolved have a count.
 */
export const SavedView = Type.Object(
  {
    id: Uuid,
    name: Line(60),
    emoji: Nullable(Emoji),
    filter: Filter,
    sort: ViewSort,
    visibility: ViewVisibility,
    teamId: Nullable(Uuid),
    /** Who made it; null once they are no member any more. */
    ownerId: Nullable(Uuid),
    counted: Type.Boolean(),
  },
  closed,
);
export type SavedView = Static<typeof SavedView>;

export const SavedViewCreate = Type.Object(
  {
    name: Line(60),
    emoji: Type.Optional(Nullable(Emoji)),
    filter: Filter,
    sort: Type.Optional(ViewSort),
    visibility: Type.Optional(ViewVisibility),
    teamId: Type.Optional(Nullable(Uuid)),
  },
  closed,
);
export type SavedViewCreate = Static<typeof SavedViewCreate>;
export const SavedViewPatch = Type.Partial(SavedViewCreate, closed);
export type SavedViewPatch = Static<typeof SavedViewPatch>;

/** All that the reader has, in the order wanted. */
export const SavedViewOrder = Type.Object({ ids: Type.Array(Uuid, { maxItems: 200 }) }, closed);

/** Conversations in the views that depend on who asks, by `mentions`, `following` or a saved view's id. */
export const OwnCounts = Type.Record(Type.String(), Type.Integer());
export type OwnCounts = Static<typeof OwnCounts>;

/** `counts` as they were when the list was read; the socket keeps them current. */
export const SavedViewList = Type.Object({ items: Type.Array(SavedView), counts: OwnCounts });
export type SavedViewList = Static<typeof SavedViewList>;
