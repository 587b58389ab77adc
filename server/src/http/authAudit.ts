import type { FastifyRequest } from 'fastify';
import { type Accessed, recordAccess } from '../core/audit/recordAccess.ts';
import { findUserOfToken } from '../core/users/findUserOfToken.ts';
import { coerceError } from '../errors.ts';
import type { Doors } from './doors.ts';
import { findSignedIn, whence } from './guards.ts';

/** What a route of the sign-in library does, in the words of the audit log. Others are not worth a line. */
const actions: Record<string, string> = {
  'sign-in/email': 'session.signed_in',
  'two-factor/verify-totp': 'session.signed_in',
  'two-factor/verify-backup-code': 'session.signed_in',
  'sign-out': 'session.signed_out',
  'revoke-sessions': 'session.all_ended',
  'revoke-other-sessions': 'session.others_ended',
  'change-password': 'account.password_changed',
  'reset-password': 'account.password_reset',
  'two-factor/generate-backup-codes': 'account.backup_codes_made',
  'two-factor/disable': 'account.two_factor_disabled',
};

type Answer = { user?: { id: string }; twoFactorRedirect?: boolean } | undefined;

/** Does `work` and writes what became of it into the audit log, failures too. */
export async function auditedAuth<T>(
  doors: Doors,
  request: FastifyRequest,
  path: string,
  work: () => Promise<T>,
): Promise<T> {
  const action = actions[path];
  if (!action) return work();
  const before = await findSignedIn(doors, request);
  const who = before ? { userId: before.userId } : await findWho(doors, request, path);
  const record = (accessed: Accessed | undefined, what: string) =>
    accessed ? recordAccess(doors.core.db, accessed, what, whence(request)) : undefined;
  let answer: T;
  try {
    answer = await work();
  } catch (thrown) {
    // Not waited for: how long the answer takes must not tell whether somebody has this address.
    record(who, action === 'session.signed_in' ? 'session.sign_in_failed' : `${action}_failed`)?.catch(
      (error: unknown) => doors.core.db.log(coerceError(error)),
    );
    throw thrown;
  }
  const { user, twoFactorRedirect } = (answer ?? {}) as NonNullable<Answer>;
  if (twoFactorRedirect) return answer;
  // Somebody who is signed in already gives a code to switch the second factor on.
  const isSwitchingOn = before && path === 'two-factor/verify-totp';
  await record(user ? { userId: user.id } : who, isSwitchingOn ? 'account.two_factor_enabled' : action);
  return answer;
}

/** Whose account it is about, before anybody is signed in. */
async function findWho(doors: Doors, request: FastifyRequest, path: string): Promise<Accessed | undefined> {
  const body = (request.body ?? {}) as { email?: string; token?: string };
  if (path === 'sign-in/email' && body.email) return { email: body.email };
  const userId =
    path === 'reset-password'
      ? body.token && (await findUserOfToken(doors.core.db, `reset-password:${body.token}`))
      : await findAwaited(doors, request);
  return userId ? { userId } : undefined;
}

/** Whose second factor is awaited: between password and code the library keeps the user under an identifier in a signed cookie. */
export async function findAwaited(doors: Doors, request: FastifyRequest): Promise<string | undefined> {
  const cookie = Object.entries(request.cookies).find(([name]) => name.endsWith('causerie.two_factor'))?.[1];
  const identifier = cookie?.split('.')[0];
  return identifier ? findUserOfToken(doors.core.db, identifier) : undefined;
}
