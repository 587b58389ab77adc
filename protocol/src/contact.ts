import { type Static, Type } from 'typebox';
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
