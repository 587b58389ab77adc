import { fail } from '../../errors.ts';

/**
 * The addresses that the sign-in library takes: those of zod's `z.email()` (zod 4, core/regexes). An account with
 * any other could never sign in, so it must not come to be.
 */
const SIGN_IN_ADDRESS =
  /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** Throws `invalid_value` for an address under which nobody could sign in. */
export function checkSignInAddress(email: string): void {
  if (SIGN_IN_ADDRESS.test(email)) return;
  fail('invalid_value', { field: '/email', message: 'Nobody can sign in with this e-mail address.' });
}
