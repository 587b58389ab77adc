import { EmailAddress, Instant, Nullable, Password } from '@causerie/protocol';
import { type TSchema, Type } from 'typebox';
import { createAccountLimit } from './accountLimit.ts';
import type { App } from './app.ts';
import { auditedAuth } from './authAudit.ts';
import { passToAuth } from './authBridge.ts';
import { codeOnce } from './codeOnce.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { mustBeSameOrigin } from './guards.ts';

const closed = { additionalProperties: false } as const;
/** A password as typed: whether it is long enough is asked only where one is chosen. */
const Typed = Type.String({ minLength: 1, maxLength: 200 });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Status = Type.Object({ status: Type.Optional(Type.Boolean()) });
const SignedInUser = Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() });
const BackupCodes = Type.Array(Type.String());

const SignedIn = Type.Object({
  user: Type.Optional(SignedInUser),
  /** A second factor is wanted: no session yet. */
  twoFactorRedirect: Type.Optional(Type.Boolean()),
  twoFactorMethods: Type.Optional(Type.Array(Type.String())),
});

const Session = Type.Object({
  id: Type.String(),
  createdAt: Instant,
  updatedAt: Instant,
  expiresAt: Instant,
  ipAddress: Type.Optional(Nullable(Type.String())),
  userAgent: Type.Optional(Nullable(Type.String())),
});

type AuthRoute = {
  path: string;
  summary: string;
  method?: 'GET' | 'POST';
  body?: TSchema;
  answer?: TSchema;
  /** Whether only somebody who is signed in may call it. */
  session?: boolean;
};

/**
 * The routes of the sign-in library that we use, and no other: what it offers besides (changing an address, signing up,
 * setting fields of a user) has rules of ours. Only what `answer` names leaves, so session tokens stay in their cookie.
 */
const table: AuthRoute[] = [
  {
    path: 'sign-in/email',
    summary: 'Sign in with e-mail address and password',
    body: Type.Object(
      { email: Type.String({ maxLength: 254 }), password: Typed, rememberMe: Type.Optional(Type.Boolean()) },
      closed,
    ),
    answer: SignedIn,
  },
  { path: 'sign-out', summary: 'Sign out of this session' },
  {
    path: 'change-password',
    summary: 'Change one’s password, and sign out everywhere else where asked',
    body: Type.Object(
      { currentPassword: Typed, newPassword: Password, revokeOtherSessions: Type.Optional(Type.Boolean()) },
      closed,
    ),
    session: true,
  },
  {
    path: 'request-password-reset',
    summary:
      'Ask for a mail with a link to choose a new password; the answer tells nothing of who has an account',
    body: Type.Object(
      { email: EmailAddress, redirectTo: Type.Optional(Type.Literal('/reset-password')) },
      closed,
    ),
  },
  {
    path: 'reset-password',
    summary: 'Choose a new password with the token of the mail; signs out everywhere',
    body: Type.Object(
      { token: Type.String({ minLength: 1, maxLength: 200 }), newPassword: Password },
      closed,
    ),
  },
  {
    path: 'two-factor/enable',
    summary: 'Begin with a second factor (TOTP); it counts once a code of it was verified',
    body: Type.Object({ password: Typed }, closed),
    answer: Type.Object({ totpURI: Type.String(), backupCodes: BackupCodes }),
    session: true,
  },
  {
    path: 'two-factor/verify-totp',
    summary: 'Give a code of the second factor, each once, to end signing in or to switch it on',
    body: Type.Object({ code: Code, trustDevice: Type.Optional(Type.Boolean()) }, closed),
    answer: SignedIn,
  },
  {
    path: 'two-factor/verify-backup-code',
    summary: 'Give a backup code instead, each once',
    body: Type.Object({ code: Code, trustDevice: Type.Optional(Type.Boolean()) }, closed),
    answer: SignedIn,
  },
  {
    path: 'two-factor/generate-backup-codes',
    summary: 'Make new backup codes; the old ones are void',
    body: Type.Object({ password: Typed }, closed),
    answer: Type.Object({ backupCodes: BackupCodes }),
    session: true,
  },
  {
    path: 'two-factor/disable',
    summary: 'Do without the second factor again',
    body: Type.Object({ password: Typed }, closed),
    session: true,
  },
  {
    method: 'GET',
    path: 'list-sessions',
    summary: 'List where one is signed in',
    answer: Type.Array(Session),
    session: true,
  },
  { path: 'revoke-sessions', summary: 'Sign out everywhere, here too', session: true },
  { path: 'revoke-other-sessions', summary: 'Sign out everywhere else', session: true },
];

/** Sessions, passwords and second factors: the sign-in library's work, behind our schemas and in our errors. */
export function authRoutes(app: App, doors: Doors): void {
  const mustBePatient = createAccountLimit(doors.counter);
  for (const { path, summary, method = 'POST', body, answer = Status, session } of table) {
    app.route({
      method,
      url: `/v1/auth/${path}`,
      schema: describe('auth', summary, { ...(body && { body }), 200: answer }, session ? 'session' : 'none'),
      handler: async (request, reply) => {
        // First, so that other sites cannot use up an account's tries through their visitors.
        mustBeSameOrigin(doors, request);
        await mustBePatient(path, request.body);
        const pass = () => passToAuth(doors, request, reply);
        const work = path === 'two-factor/verify-totp' ? () => codeOnce(doors, request, pass) : pass;
        return auditedAuth(doors, request, path, work) as never;
      },
    });
  }
}
