import { type Static, Type } from 'typebox';
import { VisitorConversation } from './conversation.ts';
import { EmailAddress, Instant, LanguageTag, Line, Uuid } from './scalars.ts';

/** What a widget asks for over HTTP; its conversation runs over the socket. */
const closed = { additionalProperties: false } as const;

/** What a frame asks for when it opens: who am I, what does the inbox look like, what have I said before. */
export const VisitorSessionRequest = Type.Object(
  {
    inboxKey: Type.String({ maxLength: 100 }),
    /** The token of an earlier session in this browser. */
    token: Type.Optional(Type.String({ maxLength: 4096 })),
    /** The site's signed statement of who this is (JWT; claims sub, name?, email?, phone?, iat, exp). */
    identityToken: Type.Optional(Type.String({ maxLength: 8192 })),
    /** From a resume link. */
    resumeToken: Type.Optional(Type.String({ maxLength: 4096 })),
    language: Type.Optional(LanguageTag),
    timeZone: Type.Optional(Type.String({ maxLength: 60 })),
    /** Origin of the page that shows the widget, as the browser reports it to the frame. */
    origin: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
);
/** What a visitor may know of an inbox. */
export const VisitorInbox = Type.Object({
  id: Uuid,
  name: Type.String(),
  companyName: Type.String(),
  mode: Type.Enum(['live', 'messaging']),
  colour: Type.String(),
  greeting: Type.Record(Type.String(), Type.String()),
  languages: Type.Array(Type.String()),
  position: Type.Enum(['end', 'start']),
  theme: Type.Enum(['auto', 'light', 'dark']),
  askEmail: Type.Boolean(),
  askRating: Type.Boolean(),
  /** Open now by its hours (always, where it has none). */
  open: Type.Boolean(),
  /** When it opens next, if it is closed and that is within a year. */
  opensAt: Type.Optional(Instant),
  /** Agents who are here now, at most five. */
  agents: Type.Array(Type.Object({ id: Uuid, name: Type.String(), avatarUrl: Type.Optional(Type.String()) })),
  /** Median first response of the last days in seconds, where there are enough facts to say so. */
  usualReplySeconds: Type.Optional(Type.Integer()),
});
export type VisitorInbox = Static<typeof VisitorInbox>;
export const VisitorSession = Type.Object({
  token: Type.String(),
  /** Absent until the visitor has written, was identified, or came by a link. */
  contactId: Type.Optional(Uuid),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  inbox: VisitorInbox,
  /** Newest first. */
  conversations: Type.Array(VisitorConversation),
  /** The conversation a resume link leads to. */
  resumed: Type.Optional(Uuid),
});
export type VisitorSession = Static<typeof VisitorSession>;
export const VisitorPatch = Type.Object(
  {
    name: Type.Optional(Line(200)),
    email: Type.Optional(EmailAddress),
    language: Type.Optional(LanguageTag),
  },
  closed,
);
