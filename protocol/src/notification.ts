import { type Static, Type } from 'typebox';
import { Author } from './entry.ts';
import { Instant, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/**
 * A note that mentions the reader or a team of theirs; a conversation given to them; words in one they follow. `step_back`: an
 * FAQ (its title is the preview) was wrong too often and answers no more; the conversation is the last in which it was.
 */
export const NotificationKind = Type.Enum(['mention', 'assignment', 'reply', 'step_back']);
export type NotificationKind = Static<typeof NotificationKind>;

export const Notification = Type.Object(
  {
    id: Uuid,
    kind: NotificationKind,
    conversationId: Uuid,
    /** The entry it is about. */
    seq: Type.Integer(),
    author: Author,
    contactName: Nullable(Type.String()),
    preview: Type.String(),
    at: Instant,
    read: Type.Boolean(),
  },
  closed,
);
export type Notification = Static<typeof Notification>;

/** Newest first. `unread` counts all of them, not this page's. */
export const NotificationsPage = Type.Object({
  items: Type.Array(Notification),
  unread: Type.Integer(),
  next: Type.Optional(Type.String()),
});
export type NotificationsPage = Static<typeof NotificationsPage>;

export const NotificationsQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  closed,
);

/** These, or those of a conversation; neither: all. */
export const NotificationsRead = Type.Object(
  {
    ids: Type.Optional(Type.Array(Uuid, { maxItems: 100 })),
    conversationId: Type.Optional(Uuid),
  },
  closed,
);

/** What the reader wants to be told of. A mention that is switched off still counts as one, but comes read. */
export const NotificationSettings = Type.Object(
  {
    mentions: Type.Boolean(),
    assignments: Type.Boolean(),
    replies: Type.Boolean(),
    /** Also by mail, of mentions and assignments, when one is away and has not read them after some minutes. */
    email: Type.Boolean(),
  },
  closed,
);
export type NotificationSettings = Static<typeof NotificationSettings>;
export const NotificationSettingsPatch = Type.Partial(NotificationSettings, closed);
