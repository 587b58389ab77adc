import { expect, test } from 'vitest';
import { createAccountLimit } from './accountLimit.ts';

const refused = { code: 'too_many_requests' };

test('a hundred tries to sign in to one account, however it is written, and no other account suffers', async () => {
  const limit = createAccountLimit();
  for (let i = 0; i < 100; i += 1) await limit('sign-in/email', { email: 'amelie@example.com' });
  const more = limit('sign-in/email', { email: ' Amelie@Example.com' });
  await expect(more).rejects.toMatchObject({ ...refused, retryAfterMs: expect.any(Number) });
  await limit('sign-in/email', { email: 'hugo@example.com' });
  await limit('request-password-reset', { email: 'amelie@example.com' });
});

test('ten mails an hour to one address; the rest of signing in is not counted', async () => {
  const windows: number[] = [];
  const limit = createAccountLimit(async (_key, windowMs) => ({
    count: windows.push(windowMs),
    leftMs: windowMs,
  }));
  for (let i = 0; i < 10; i += 1) await limit('request-password-reset', { email: 'a@example.com' });
  await expect(limit('request-password-reset', { email: 'a@example.com' })).rejects.toMatchObject(refused);
  expect(new Set(windows)).toEqual(new Set([3_600_000]));
  await limit('sign-out', {});
  await limit('two-factor/verify-totp', { code: '123456' });
  expect(windows).toHaveLength(11);
});
