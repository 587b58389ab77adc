import { type Static, Type } from 'typebox';
import { Conversation } from './conversation.ts';
import { Author, Entry } from './entry.ts';
import { FieldValues } from './field.ts';
import { Instant, Line, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** A contact's address on one channel. Only a verified one is unique, may be written to unasked, and merges histories. */
export const Identity = Type.Object(
  {
    id: Uuid,
    kind: Type.Enum(['visitor', 'user', 'email', 'phone']),
    address: Type.String(),
    verified: Type.Boolean(),
    createdAt: Instant,
  },
  closed,
);
export type Identity = Static<typeof Identity>;

export const PageView = Type.Object(
  { url: Type.String({ maxLength: 2000 }), title: Type.String({ maxLength: 300 }), at: Instant },
  closed,
);
export type PageView = Static<typeof PageView>;

export const Contact = Type.Object(
  {
    id: Uuid,
    version: Type.Integer(),
    name: Nullable(Line(200)),
    email: Nullable(Type.String()),
    phone: Nullable(Type.String()),
    company: Nullable(Type.String()),
    city: Nullable(Type.String()),
    country: Nullable(Type.String()),
    language: Nullable(Type.String()),
    timeZone: Nullable(Type.String()),
    /** Browser and system, as the widget reported them. */
    device: Nullable(Type.String()),
    note: Nullable(Type.String()),
    /** Custom fields by their key. */
    fields: FieldValues,
    /** Since when their messages are refused. */
    blockedAt: Nullable(Instant),
    identities: Type.Array(Identity),
    /** The page the visitor is on now, if a widget of theirs is connected, and those before, newest first. */
    online: Type.Boolean(),
    pages: Type.Array(PageView),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
  },
  closed,
);
export type Contact = Static<typeof Contact>;

/** What was done with a contact, beside what happened in their conversations. */
export const ContactEvent = Type.Union([
  Type.Object({ type: Type.Literal('created') }, closed),
  Type.Object({ type: Type.Literal('imported'), importId: Uuid }, closed),
  /** Another contact became part of this one. `name` is what that one was called. */
  Type.Object({ type: Type.Literal('merged'), mergeId: Uuid, name: Nullable(Type.String()) }, closed),
  Type.Object({ type: Type.Literal('merge_undone'), mergeId: Uuid, name: Nullable(Type.String()) }, closed),
  Type.Object({ type: Type.Literal('blocked') }, closed),
  Type.Object({ type: Type.Literal('unblocked') }, closed),
]);
export type ContactEvent = Static<typeof ContactEvent>;

/** One line of a contact's timeline. */
export const TimelineItem = Type.Union([
  Type.Object(
    { kind: Type.Literal('conversation'), id: Uuid, at: Instant, conversation: Conversation },
    closed,
  ),
  Type.Object({ kind: Type.Literal('page'), id: Uuid, at: Instant, page: PageView }, closed),
  Type.Object({ kind: Type.Literal('note'), id: Uuid, at: Instant, entry: Entry }, closed),
  Type.Object(
    { kind: Type.Literal('event'), id: Uuid, at: Instant, author: Author, event: ContactEvent },
    closed,
  ),
]);
export type TimelineItem = Static<typeof TimelineItem>;
