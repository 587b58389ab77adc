import { type Static, Type } from 'typebox';
import { Contact } from './contact.ts';
import { FieldsPatch } from './field.ts';
import { EmailAddress, Instant, LanguageTag, Line, Nullable, Paragraphs, Uuid } from './scalars.ts';

/** Requests and answers about contacts. */
const closed = { additionalProperties: false } as const;

export const ContactPatch = Type.Object(
  {
    name: Type.Optional(Nullable(Line(200))),
    email: Type.Optional(Nullable(EmailAddress)),
    phone: Type.Optional(Nullable(Type.String({ pattern: '^\\+?[0-9 ()./-]{4,30}$' }))),
    company: Type.Optional(Nullable(Line(200))),
    city: Type.Optional(Nullable(Line(100))),
    country: Type.Optional(Nullable(Line(100))),
    language: Type.Optional(Nullable(LanguageTag)),
    timeZone: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
    note: Type.Optional(Nullable(Paragraphs(4000))),
    fields: Type.Optional(FieldsPatch),
  },
  closed,
);
export type ContactPatch = Static<typeof ContactPatch>;

/** `id`: made by the client, so that a repeat gets the same contact. At least one part says who it is. */
export const ContactCreate = Type.Object(
  {
    id: Uuid,
    ...ContactPatch.properties,
    /** The site's own id of its user, as a signed statement of identity would name it. */
    externalId: Type.Optional(Line(200)),
  },
  closed,
);
export type ContactCreate = Static<typeof ContactCreate>;

export const ContactSort = Type.Enum(['last_seen', 'first_seen', 'name', 'email', 'company']);
export type ContactSort = Static<typeof ContactSort>;

export const ContactsQuery = Type.Object(
  {
    /** Beginnings of words of name, e-mail or company; digits of the telephone number, or its last ones. */
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** A `Filter` over contacts, as JSON. */
    filter: Type.Optional(Type.String({ maxLength: 8000 })),
    sort: Type.Optional(ContactSort),
    order: Type.Optional(Type.Enum(['asc', 'desc'])),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  closed,
);
export type ContactsQuery = Static<typeof ContactsQuery>;
/** `more`: there are more than this; counting ends at 100,000. */
export const ContactsCount = Type.Object({ count: Type.Integer(), more: Type.Boolean() });
export type ContactsCount = Static<typeof ContactsCount>;

/** Somebody who could be the same person, and why one may think so; likeliest first. */
export const Duplicate = Type.Object({
  contact: Contact,
  reasons: Type.Array(Type.Enum(['email', 'phone', 'name', 'device'])),
});
export type Duplicate = Static<typeof Duplicate>;

export const MergeQuery = Type.Object({ fromId: Uuid }, closed);
/** What a merge would give: the contact as it would be, and where both said something else, what is given up. */
export const MergePreview = Type.Object({
  contact: Contact,
  conversations: Type.Integer(),
  identities: Type.Integer(),
  /** Properties (`name`, `field.plan`) taken over from the other contact. */
  taken: Type.Array(Type.String()),
  /** Properties of the other contact that this one's win over, with what is given up, as text. */
  dropped: Type.Array(Type.Object({ property: Type.String(), value: Type.String() })),
});
export type MergePreview = Static<typeof MergePreview>;
export const MergeRequest = MergeQuery;
export const Merged = Type.Object({ contact: Contact, mergeId: Uuid });
export type Merged = Static<typeof Merged>;
/** A merge of the past; it can be undone until `undoableUntil`, once. */
export const ContactMerge = Type.Object({
  id: Uuid,
  name: Nullable(Type.String()),
  at: Instant,
  undoableUntil: Instant,
  undoneAt: Nullable(Instant),
});
export type ContactMerge = Static<typeof ContactMerge>;

export const BlockedPut = Type.Object({ blocked: Type.Boolean() }, closed);
