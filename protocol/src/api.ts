/** Long because every request and answer of the API that is no entity of its own is in one place. */
import { type Static, Type } from 'typebox';
import { Content } from './content.ts';
import { AgentRead, Conversation, ConversationStatus, Priority, ViewCounts } from './conversation.ts';
import { Delivery, Entry } from './entry.ts';
import { FieldsPatch } from './field.ts';
import { Role } from './roles.ts';
import { Capacity, InboxRouting, Skills, SpokenLanguages } from './routing.ts';
import { EmailAddress, Instant, LanguageTag, Line, Nullable, Uuid } from './scalars.ts';
import { SnippetOrigins } from './snippetOrigin.ts';
import { ConversationView, ViewSort } from './view.ts';
import { ApiKey, Availability, Invitation, OpeningHours, WebInboxSettings } from './workspace.ts';

/** Requests and answers of the REST API that are not entities themselves. Every list answers `{ items, next }`. */
const closed = { additionalProperties: false } as const;

export const ErrorBody = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    /** The place in the request that is wrong, e.g. `/content/text`. */
    field: Type.Optional(Type.String()),
    /** The sign-in library's own code, on routes under /v1/auth, e.g. `INVALID_PASSWORD`. */
    detail: Type.Optional(Type.String()),
    retryAfterMs: Type.Optional(Type.Integer()),
    requestId: Type.Optional(Type.String()),
  }),
});
export type ErrorBody = Static<typeof ErrorBody>;

/** A page of a list. `next` is the cursor of the following page, absent on the last. */
export const Page = <T extends import('typebox').TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });

export const Health = Type.Object({ status: Type.Literal('ok'), version: Type.String() });

// ---- set-up, account --------------------------------------------------------------------------------------------

export const Password = Type.String({ minLength: 10, maxLength: 200 });

export const SetUpState = Type.Object({ needed: Type.Boolean() });
export const SetUpRequest = Type.Object(
  {
    workspaceName: Line(100),
    name: Line(100),
    email: EmailAddress,
    password: Password,
    language: LanguageTag,
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  closed,
);

export const Me = Type.Object({
  id: Uuid,
  name: Type.String(),
  email: Type.String(),
  avatarUrl: Type.Optional(Type.String()),
  language: Nullable(Type.String()),
  twoFactorEnabled: Type.Boolean(),
  /** `permissions`: what one may do there. */
  workspaces: Type.Array(
    Type.Object({ id: Uuid, name: Type.String(), role: Role, permissions: Type.Array(Type.String()) }),
  ),
});
export type Me = Static<typeof Me>;
export const MePatch = Type.Object(
  { name: Type.Optional(Line(100)), language: Type.Optional(Nullable(LanguageTag)) },
  closed,
);

export const WorkspaceCreate = Type.Object({ name: Line(100), language: Type.Optional(LanguageTag) }, closed);
export const WorkspacePatch = Type.Object(
  {
    name: Type.Optional(Line(100)),
    language: Type.Optional(LanguageTag),
    /** On whose clock days begin, in reports (IANA name). */
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    defaultCountry: Type.Optional(Nullable(Type.String({ pattern: '^[A-Z]{2}$' }))),
    standardCapacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);

// ---- members, teams, invitations, keys ---------------------------------------------------------------------------

export const MemberPatch = Type.Object(
  {
    role: Type.Optional(Role),
    availability: Type.Optional(Availability),
    capacity: Type.Optional(Nullable(Capacity)),
    skills: Type.Optional(Skills),
    languages: Type.Optional(SpokenLanguages),
  },
  closed,
);
export const InvitationCreate = Type.Object({ email: EmailAddress, role: Role }, closed);
/** `link` is shown once: the server keeps only a hash of its secret. `mailed` tells whether it went out by e-mail too. */
export const InvitationCreated = Type.Object({
  invitation: Invitation,
  link: Type.String(),
  mailed: Type.Boolean(),
});
export const InvitationPreview = Type.Object({
  workspaceName: Type.String(),
  email: Type.String(),
  role: Role,
  /** What the workspace calls a role of its own. */
  roleName: Nullable(Type.String()),
  invitedBy: Nullable(Type.String()),
  /** An account with this address exists: sign in to accept, instead of choosing a password. */
  hasAccount: Type.Boolean(),
});
export const InvitationAccept = Type.Object(
  { name: Type.Optional(Line(100)), password: Type.Optional(Password), language: Type.Optional(LanguageTag) },
  closed,
);
export const TeamCreate = Type.Object(
  { name: Line(80), memberIds: Type.Optional(Type.Array(Uuid, { maxItems: 1000 })) },
  closed,
);
export const TeamPatch = Type.Partial(TeamCreate, closed);
export const ApiKeyCreate = Type.Object({ name: Line(80), role: Role }, closed);
export const ApiKeyCreated = Type.Object({ apiKey: ApiKey, key: Type.String() });

// ---- inboxes -----------------------------------------------------------------------------------------------------

export const InboxCreate = Type.Object(
  {
    name: Line(80),
    mode: Type.Optional(Type.Enum(['live', 'messaging'])),
    teamId: Type.Optional(Nullable(Uuid)),
    hours: Type.Optional(Nullable(OpeningHours)),
    settings: Type.Optional(Type.Partial(WebInboxSettings, closed)),
    routing: Type.Optional(Type.Partial(InboxRouting, closed)),
  },
  closed,
);
export const InboxPatch = Type.Partial(InboxCreate, closed);
/** The key for signing visitors' tokens (HS256), shown to owners and admins; or a public key (PEM) for RS256 or EdDSA. */
export const IdentityKeys = Type.Object({
  secret: Nullable(Type.String()),
  publicKey: Nullable(Type.String()),
});
export const IdentityKeysPut = Type.Object(
  {
    rotateSecret: Type.Optional(Type.Boolean()),
    publicKey: Type.Optional(Nullable(Type.String({ maxLength: 4000 }))),
  },
  closed,
);

// ---- conversations -----------------------------------------------------------------------------------------------

export const ConversationsQuery = Type.Object(
  {
    view: Type.Optional(ConversationView),
    /** A saved view, in place of `view`. */
    viewId: Type.Optional(Uuid),
    teamId: Type.Optional(Uuid),
    inboxId: Type.Optional(Uuid),
    contactId: Type.Optional(Uuid),
    /** Without it a saved view has its own order, every other one `newest`. */
    sort: Type.Optional(ViewSort),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  closed,
);
/** `watermark`: give it to the socket's subscription to get every change since this page was read. */
export const ConversationsPage = Type.Object({
  items: Type.Array(Conversation),
  reads: Type.Array(AgentRead),
  next: Type.Optional(Type.String()),
  watermark: Type.String(),
  counts: ViewCounts,
});
export type ConversationsPage = Static<typeof ConversationsPage>;

export const ConversationStart = Type.Object(
  { id: Uuid, inboxId: Uuid, contactId: Uuid, entryId: Uuid, content: Content },
  closed,
);
export const EntriesQuery = Type.Object(
  {
    /** Entries with a lower seq, newest page first; or with a higher one. Neither: the newest. */
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
/** Always oldest first. `more`: there is more in the direction asked for. */
export const EntriesPage = Type.Object({
  items: Type.Array(Entry),
  deliveries: Type.Array(Delivery),
  more: Type.Boolean(),
});
export type EntriesPage = Static<typeof EntriesPage>;
export const EntryCreate = Type.Object(
  {
    id: Uuid,
    kind: Type.Enum(['message', 'note']),
    content: Content,
    /** The snippets it was made from, for the record; signed-in people only. */
    snippets: Type.Optional(SnippetOrigins),
    /** The last entry that the writer had seen: a colleague's answer after it refuses the message (`answered_meanwhile`). */
    seenSeq: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
);
/** Each given part is set; each change is an event in the log. Sending the same again changes nothing. */
export const ConversationPatch = Type.Object(
  {
    status: Type.Optional(ConversationStatus),
    /** With status `snoozed`: when it comes back. */
    snoozedUntil: Type.Optional(Instant),
    assigneeId: Type.Optional(Nullable(Uuid)),
    teamId: Type.Optional(Nullable(Uuid)),
    /** Assigns also to somebody who has as many as they may have. */
    anyway: Type.Optional(Type.Boolean()),
    priority: Type.Optional(Priority),
    labels: Type.Optional(Type.Array(Line(50), { maxItems: 30 })),
    /** In place of `labels`: what is added and taken away, whatever else is there. */
    addLabels: Type.Optional(Type.Array(Line(50), { maxItems: 30 })),
    removeLabels: Type.Optional(Type.Array(Line(50), { maxItems: 30 })),
    /** Marks the contact too: what they write from then on in new or reopened conversations is spam, until unmarked. */
    spam: Type.Optional(Type.Boolean()),
    fields: Type.Optional(FieldsPatch),
  },
  closed,
);
export type ConversationPatch = Static<typeof ConversationPatch>;
/** The same change to many conversations, each with its own event. */
export const BulkChange = Type.Object(
  { ids: Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true }), patch: ConversationPatch },
  closed,
);
export type BulkChange = Static<typeof BulkChange>;
export const ReadPut = Type.Object({ seq: Type.Integer({ minimum: 1 }) }, closed);
export const TranscriptRequest = Type.Object({ email: Type.Optional(EmailAddress) }, closed);
export const ResumeLink = Type.Object({ url: Type.String(), expiresAt: Instant });

// ---- files -------------------------------------------------------------------------------------------------------

/** Also what a message's file content must name as `fileId`. */
export const StoredFile = Type.Object({
  id: Uuid,
  name: Type.String(),
  mime: Type.String(),
  size: Type.Integer(),
  width: Type.Optional(Type.Integer()),
  height: Type.Optional(Type.Integer()),
  /** The kind of message content this file fits: image, audio, video or file. */
  kind: Type.Enum(['image', 'audio', 'video', 'file']),
  url: Type.String(),
  thumbnailUrl: Type.Optional(Type.String()),
});
export type StoredFile = Static<typeof StoredFile>;
