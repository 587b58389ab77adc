import { type Static, Type } from 'typebox';
import { Role } from './roles.ts';
import { Capacity, InboxRouting, Skills, SpokenLanguages } from './routing.ts';
import { EmailAddress, Instant, LanguageTag, Line, Nullable, Paragraphs, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

export const Availability = Type.Enum(['online', 'away', 'offline']);
export type Availability = Static<typeof Availability>;

export const Workspace = Type.Object(
  {
    id: Uuid,
    name: Line(100),
    language: LanguageTag,
    /** Country (ISO 3166-1 alpha-2) in which telephone numbers without a country code are read. */
    defaultCountry: Nullable(Type.String()),
    /** How many conversations routing gives a member at a time who has no number of their own. */
    standardCapacity: Capacity,
    /** On whose clock days begin, in reports. */
    timeZone: Type.String(),
    createdAt: Instant,
  },
  closed,
);
export type Workspace = Static<typeof Workspace>;

/** A user's place in a workspace. `connected` tells whether a console of theirs is open now. */
export const Member = Type.Object(
  {
    userId: Uuid,
    name: Type.String(),
    email: Type.String(),
    avatarUrl: Type.Optional(Type.String()),
    role: Role,
    teamIds: Type.Array(Uuid),
    availability: Availability,
    connected: Type.Boolean(),
    /** How many conversations routing may give them; null: the workspace's standard. */
    capacity: Nullable(Capacity),
    /** How many they have: open or pending. */
    load: Type.Integer(),
    skills: Skills,
    /** Languages they answer in; none told: any. */
    languages: SpokenLanguages,
    createdAt: Instant,
    /** The last mail to them, to reset a password or of what they missed, was refused for good. */
    mailRefused: Nullable(Type.Object({ at: Instant, reason: Type.String() }, closed)),
  },
  closed,
);
export type Member = Static<typeof Member>;

export const Invitation = Type.Object(
  {
    id: Uuid,
    email: EmailAddress,
    role: Role,
    invitedBy: Nullable(Type.String()),
    createdAt: Instant,
    expiresAt: Instant,
    acceptedAt: Nullable(Instant),
    /** What became of its mail; null where none is sent. `reason`: why it was refused, or why it is tried again. */
    mail: Nullable(
      Type.Object(
        { status: Type.Enum(['queued', 'sent', 'refused']), reason: Nullable(Type.String()) },
        closed,
      ),
    ),
  },
  closed,
);
export type Invitation = Static<typeof Invitation>;

export const Team = Type.Object({ id: Uuid, name: Line(80), memberIds: Type.Array(Uuid) }, closed);
export type Team = Static<typeof Team>;

export const ApiKey = Type.Object(
  {
    id: Uuid,
    name: Line(80),
    /** First characters, to recognise it by; the whole key is shown once, when it is made. */
    prefix: Type.String(),
    role: Role,
    createdAt: Instant,
    lastUsedAt: Nullable(Instant),
  },
  closed,
);
export type ApiKey = Static<typeof ApiKey>;

const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' });
const Spans = Type.Array(Type.Tuple([TimeOfDay, TimeOfDay]), { maxItems: 4 });

/** Opening hours on the wall clock of `timeZone` (IANA name). A day without spans is closed; a holiday overrides its weekday. */
export const OpeningHours = Type.Object(
  {
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    weekly: Type.Object(
      { mon: Spans, tue: Spans, wed: Spans, thu: Spans, fri: Spans, sat: Spans, sun: Spans },
      closed,
    ),
    holidays: Type.Array(
      Type.Object(
        {
          date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
          name: Line(80),
          spans: Type.Optional(Spans),
        },
        closed,
      ),
      { maxItems: 200 },
    ),
  },
  closed,
);
export type OpeningHours = Static<typeof OpeningHours>;

const Colour = Type.String({ pattern: '^#[0-9a-fA-F]{6}$' });
const Words = Type.Record(LanguageTag, Paragraphs(500), { ...closed, maxProperties: 50 });

/** What the company chooses for an inbox of kind web. */
export const WebInboxSettings = Type.Object(
  {
    /** Accent colour of the widget; text on it is chosen for contrast. */
    colour: Colour,
    /** Greeting on the widget's home, by language. */
    greeting: Words,
    /** Languages the widget may speak; the first is used where none fits the visitor. */
    languages: Type.Array(LanguageTag, { minItems: 1, maxItems: 20 }),
    /** Origins (scheme://host[:port], `https://*.example.com` for all below) that may show the widget; empty allows every site. */
    allowedOrigins: Type.Array(
      Type.String({ pattern: '^https?://(\\*\\.)?[A-Za-z0-9.-]+(:\\d+)?$', maxLength: 300 }),
      { maxItems: 100 },
    ),
    position: Type.Enum(['end', 'start']),
    theme: Type.Enum(['auto', 'light', 'dark']),
    /** Ask for a rating when an agent resolves the conversation. */
    askRating: Type.Boolean(),
    /** Ask visitors for an e-mail address so that replies can reach them. */
    askEmail: Type.Boolean(),
    /** Minutes after which unread replies go out by e-mail. */
    mailAfterMinutes: Type.Integer({ minimum: 0, maximum: 1440 }),
    /** What a contact's message to a resolved conversation does. */
    afterResolve: Type.Enum(['reopen', 'start_new']),
  },
  closed,
);
export type WebInboxSettings = Static<typeof WebInboxSettings>;

export const Inbox = Type.Object(
  {
    id: Uuid,
    kind: Type.Literal('web'),
    name: Line(80),
    mode: Type.Enum(['live', 'messaging']),
    teamId: Nullable(Uuid),
    hours: Nullable(OpeningHours),
    settings: WebInboxSettings,
    routing: InboxRouting,
    /** Public key that the page's snippet carries. */
    key: Type.String(),
    /** Whether there is a key with which the site can prove who its visitors are. */
    identitySecretSet: Type.Boolean(),
    /** When a page with the snippet last asked for this inbox; null: the snippet was never seen live. */
    lastSeenAt: Nullable(Instant),
    /** The page that last carried the snippet and is not allowed to show the chat (by its own word). */
    lastRefused: Nullable(Type.Object({ origin: Type.String(), at: Instant }, closed)),
    createdAt: Instant,
  },
  closed,
);
export type Inbox = Static<typeof Inbox>;
