import { createHash } from 'node:crypto';
import { fail } from '../errors.ts';
import { type Counter, createLocalCounter } from '../lib/counter.ts';

/**
 * How often one account may be tried, wherever the tries come from: a limit per address alone does not stop whoever has many.
 * A hundred guesses are what NIST SP 800-63B (5.2.2) allows. It holds for addresses without an account alike, so that
 * it tells nothing.
 */
const limits: Record<string, { max: number; windowMs: number }> = {
  'sign-in/email': { max: 100, windowMs: 15 * 60_000 },
  'request-password-reset': { max: 10, windowMs: 60 * 60_000 },
};

/** Counts a try of the address in the request, and throws `too_many_requests` where there were too many. */
export function createAccountLimit(
  counter: Counter = createLocalCounter(),
): (path: string, body: unknown) => Promise<void> {
  return async (path, body) => {
    const limit = limits[path];
    const { email } = (body ?? {}) as { email?: string };
    if (!limit || !email) return;
    const account = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');
    const { count, leftMs } = await counter(`account/${path}/${account}`, limit.windowMs);
    if (count > limit.max) fail('too_many_requests', { retryAfterMs: leftMs });
  };
}
