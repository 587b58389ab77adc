import type { Me } from '@causerie/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiClient, type Refused } from '../testing/apiClient.ts';
import { addColleague, type Colleague, type Desk, PASSWORD, setUpDesk } from '../testing/desk.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';
import { totpCode } from '../testing/totpCode.ts';

const NEW_PASSWORD = 'another long password';

let program: TestProgram;
let desk: Desk;
let person: Colleague;
beforeAll(async () => {
  program = await startTestProgram();
  desk = await setUpDesk(program);
});
beforeEach(async () => {
  person = await addColleague(desk, 'agent');
});
afterAll(() => program.stop());

async function signIn(email: string, password: string) {
  const client = new ApiClient(program);
  const answer = await client.post<Refused & { twoFactorRedirect?: boolean }>('/v1/auth/sign-in/email', {
    email,
    password,
  });
  return { client, answer };
}
const isSignedIn = async (client: ApiClient) => (await client.get('/v1/me')).status === 200;

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot have, and tells no token', async () => {
    const { client, answer } = await signIn(person.email.toUpperCase(), PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      user: { id: person.userId, email: person.email, name: expect.any(String) },
    });
    const cookie = answer.setCookies.find((each) => each.startsWith('causerie.session_token='))!;
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(answer.headers['cache-control']).toBe('no-store');
    const me = await client.get<Me>('/v1/me');
    expect(me.body).toMatchObject({ id: person.userId, email: person.email, twoFactorEnabled: false });
  });

  it('lasts for the browser’s session only, where asked', async () => {
    const client = new ApiClient(program);
    const body = { email: person.email, password: PASSWORD, rememberMe: false };
    const answer = await client.post('/v1/auth/sign-in/email', body);
    const cookie = answer.setCookies.find((each) => each.startsWith('causerie.session_token='))!;
    expect(cookie).not.toMatch(/Max-Age|Expires/i);
    expect(answer.setCookies.length).toBeGreaterThan(1);
    expect(await isSignedIn(client)).toBe(true);
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const wrong = (await signIn(person.email, 'not the password')).answer;
    const unknown = (await signIn('nobody@example.com', 'not the password')).answer;
    expect([wrong.status, wrong.body.error.code, wrong.body.error.detail]).toEqual([
      401,
      'unauthorised',
      'INVALID_EMAIL_OR_PASSWORD',
    ]);
    const strip = (answer: typeof wrong) => ({ ...answer.body.error, requestId: undefined });
    expect(strip(unknown)).toEqual(strip(wrong));
    expect([...wrong.setCookies, ...unknown.setCookies]).toEqual([]);
  });

  it('refuses other sites, forged cookies, and shapes it does not know', async () => {
    const evil = new ApiClient(program, { origin: 'https://evil.example' });
    const body = { email: person.email, password: PASSWORD };
    expect((await evil.post<Refused>('/v1/auth/sign-in/email', body)).body.error.code).toBe(
      'forbidden_origin',
    );

    const forged = new ApiClient(program);
    const [token] = decodeURIComponent(person.client.cookies.get('causerie.session_token')!).split('.');
    forged.cookies.set('causerie.session_token', encodeURIComponent(`${token}.${'A'.repeat(43)}=`));
    const me = await forged.get<Refused>('/v1/me');
    expect([me.status, me.body.error.code]).toEqual([401, 'unauthorised']);

    const odd = await evil.send<Refused>('POST', '/v1/auth/sign-in/email', {
      ...body,
      callbackURL: '//evil',
    });
    expect([odd.status, odd.body.error.code]).toEqual([400, 'bad_request']);
  });

  it('works under every name by which our own pages are reached', async () => {
    const host = 'chat.lan:8080';
    const client = new ApiClient(program, { origin: `http://${host}`, host });
    const body = { email: person.email, password: PASSWORD };
    expect((await client.post('/v1/auth/sign-in/email', body)).status).toBe(200);
    expect((await client.post('/v1/auth/revoke-other-sessions')).status).toBe(200);
    const elsewhere = await client.send<Refused>(
      'POST',
      '/v1/auth/sign-out',
      {},
      { origin: 'http://chat.lan' },
    );
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([403, 'forbidden_origin']);
  });

  it('does not open what the library offers besides', async () => {
    for (const path of ['sign-up/email', 'update-user', 'delete-user', 'change-email', 'verify-password']) {
      const answer = await person.client.post<Refused>(`/v1/auth/${path}`, { name: 'x' });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('slows down who guesses', async () => {
    const client = new ApiClient(program);
    const body = { email: 'nobody@example.com', password: 'guess guess guess' };
    let last = await client.post<Refused>('/v1/auth/sign-in/email', body);
    for (let i = 0; i < 25 && last.status !== 429; i += 1)
      last = await client.post('/v1/auth/sign-in/email', body);
    expect([last.status, last.body.error.code]).toEqual([429, 'too_many_requests']);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('slows down who asks for one account from many addresses, and nobody else', async () => {
    const ask = async (email: string) => {
      const answer = await new ApiClient(program).post<Refused>('/v1/auth/request-password-reset', { email });
      if (answer.status === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(60);
      return answer.status;
    };
    const statuses = await Promise.all(Array.from({ length: 11 }, () => ask('flooded@example.com')));
    expect(statuses.toSorted()).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect(await ask('FLOODED@example.com'), 'it is the same account').toBe(429);
    expect(await ask(person.email)).toBe(200);
  });
});

describe('sessions', () => {
  it('end with signing out', async () => {
    const { client } = await signIn(person.email, PASSWORD);
    const before = new Map(client.cookies);
    expect((await client.post('/v1/auth/sign-out')).status).toBe(200);
    expect(client.cookies.has('causerie.session_token')).toBe(false);
    for (const [name, value] of before) client.cookies.set(name, value);
    expect(await isSignedIn(client)).toBe(false);
    expect(await isSignedIn(person.client)).toBe(true);
  });

  it('are listed without their tokens, also long after signing in', async () => {
    const { client } = await signIn(person.email, PASSWORD);
    await signIn(person.email, PASSWORD);
    const text = `update sessions set created_at = now() - interval '20 days' where user_id = $1`;
    await program.database.pool.query(text, [person.userId]);
    const listed = await client.get<Record<string, string>[]>('/v1/auth/list-sessions');
    expect(listed.status).toBe(200);
    // The third was made for the test without a request, and so without an address.
    expect(listed.body.map(({ ipAddress }) => /^10\./.test(ipAddress!)).toSorted()).toEqual([
      false,
      true,
      true,
    ]);
    for (const session of listed.body) expect(session).not.toHaveProperty('token');
  });

  it('end everywhere at once, or everywhere else', async () => {
    const { client: second } = await signIn(person.email, PASSWORD);
    const { client: third } = await signIn(person.email, PASSWORD);
    expect((await second.post('/v1/auth/revoke-other-sessions')).status).toBe(200);
    expect([await isSignedIn(person.client), await isSignedIn(second), await isSignedIn(third)]).toEqual([
      false,
      true,
      false,
    ]);
    const { client: fourth } = await signIn(person.email, PASSWORD);
    expect((await second.post('/v1/auth/revoke-sessions')).status).toBe(200);
    expect([await isSignedIn(second), await isSignedIn(fourth)]).toEqual([false, false]);
  });

  it('expire, and live on while they are used', async () => {
    const set = (text: string) =>
      program.database.pool.query(`update sessions set ${text} where user_id = $1`, [person.userId]);
    await set(`expires_at = now() + interval '2 days'`);
    const me = await person.client.get('/v1/me');
    expect(me.setCookies.some((each) => each.startsWith('causerie.session_token='))).toBe(true);
    const found = await program.database.pool.query(
      `select expires_at > now() + interval '29 days' as renewed from sessions where user_id = $1`,
      [person.userId],
    );
    expect(found.rows).toEqual([{ renewed: true }]);
    await set(`expires_at = now() - interval '1 second'`);
    expect(await isSignedIn(person.client)).toBe(false);
  });
});

describe('passwords', () => {
  it('are changed with the old one, and signed out elsewhere where asked', async () => {
    const { client: other } = await signIn(person.email, PASSWORD);
    const change = (currentPassword: string, newPassword: string, revokeOtherSessions: boolean) =>
      person.client.post<Refused>('/v1/auth/change-password', {
        currentPassword,
        newPassword,
        revokeOtherSessions,
      });
    const wrong = await change('not the password', NEW_PASSWORD, true);
    expect([wrong.status, wrong.body.error.code, wrong.body.error.detail]).toEqual([
      400,
      'invalid_value',
      'INVALID_PASSWORD',
    ]);
    expect((await change(PASSWORD, 'short', true)).body.error.code).toBe('bad_request');

    const kept = await change(PASSWORD, NEW_PASSWORD, false);
    expect([kept.status, await isSignedIn(other)]).toEqual([200, true]);
    expect(JSON.stringify(kept.body)).not.toContain('token');

    expect((await signIn(person.email, PASSWORD)).answer.status).toBe(401);
    expect((await signIn(person.email, NEW_PASSWORD)).answer.status).toBe(200);
  });

  it('sign out everywhere else when they change and it is asked', async () => {
    const { client: other } = await signIn(person.email, PASSWORD);
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, revokeOtherSessions: true };
    expect((await person.client.post('/v1/auth/change-password', body)).status).toBe(200);
    expect([await isSignedIn(person.client), await isSignedIn(other)]).toEqual([true, false]);
  });

  it('are reset by a link, once, which signs out everywhere', async () => {
    const client = new ApiClient(program);
    const ask = (email: string) =>
      client.post('/v1/auth/request-password-reset', { email, redirectTo: '/reset-password' });
    const [known, unknown] = [await ask(person.email), await ask('nobody@example.com')];
    expect(unknown).toMatchObject({ status: known.status, body: known.body });
    const stored = await program.database.pool.query(
      `select identifier from verifications where value = $1 and identifier like 'reset-password:%'`,
      [person.userId],
    );
    const token = stored.rows[0].identifier.split(':')[1];
    const reset = () => client.post<Refused>('/v1/auth/reset-password', { token, newPassword: NEW_PASSWORD });
    const [first, second] = await Promise.all([reset(), reset()]);
    expect([first.status, second.status].sort()).toEqual([200, 410]);
    const refused = first.status === 410 ? first : second;
    expect([refused.body.error.code, refused.body.error.detail]).toEqual(['link_expired', 'INVALID_TOKEN']);
    expect(await isSignedIn(person.client)).toBe(false);
    expect((await signIn(person.email, NEW_PASSWORD)).answer.status).toBe(200);
    const elsewhere = { email: person.email, redirectTo: 'https://evil.example' };
    expect((await client.post('/v1/auth/request-password-reset', elsewhere)).status).toBe(400);
  });
});

describe('the second factor', () => {
  async function enable() {
    const enabled = await person.client.post<{ totpURI: string; backupCodes: string[] }>(
      '/v1/auth/two-factor/enable',
      {
        password: PASSWORD,
      },
    );
    expect(enabled.status).toBe(200);
    return enabled.body;
  }
  const verify = (client: ApiClient, code: string) =>
    client.post<Refused>('/v1/auth/two-factor/verify-totp', { code });

  it('counts once a code was verified, and is asked for from then on', async () => {
    const { totpURI } = await enable();
    expect((await signIn(person.email, PASSWORD)).answer.body.twoFactorRedirect).toBeUndefined();
    const wrong = await verify(person.client, '000000');
    expect([wrong.status, wrong.body.error.code, wrong.body.error.detail]).toEqual([
      401,
      'unauthorised',
      'INVALID_CODE',
    ]);
    expect((await verify(person.client, totpCode(totpURI))).status).toBe(200);
    expect((await person.client.get<Me>('/v1/me')).body.twoFactorEnabled).toBe(true);

    const { client, answer } = await signIn(person.email, PASSWORD);
    expect(answer.body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    expect(await isSignedIn(client)).toBe(false);
    expect((await verify(client, '000000')).status).toBe(401);
    expect((await verify(client, totpCode(totpURI, 1))).status).toBe(200);
    expect(await isSignedIn(client)).toBe(true);
  });

  it('takes each code once, also from two who give it at the same moment', async () => {
    const { totpURI } = await enable();
    const [first, second] = [totpCode(totpURI), totpCode(totpURI, 1)];
    await verify(person.client, first);
    const awaited = async () => (await signIn(person.email, PASSWORD)).client;
    const seen = await verify(await awaited(), first);
    expect([seen.status, seen.body.error.detail]).toEqual([401, 'CODE_USED']);
    const both = [await awaited(), await awaited()];
    const answers = await Promise.all(both.map((client) => verify(client, second)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    const last = await awaited();
    for (const _ of [1, 2]) expect((await verify(last, '000000')).body.error.detail).toBe('INVALID_CODE');
  });

  it('cannot be passed without the password before it', async () => {
    const { totpURI } = await enable();
    await verify(person.client, totpCode(totpURI));
    const stranger = new ApiClient(program);
    const answer = await verify(stranger, totpCode(totpURI, 1));
    expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthorised']);
  });

  it('takes each backup code once', async () => {
    const { totpURI, backupCodes } = await enable();
    await verify(person.client, totpCode(totpURI));
    const statuses = [];
    for (let i = 0; i < 2; i += 1) {
      const { client } = await signIn(person.email, PASSWORD);
      statuses.push(
        (await client.post('/v1/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status,
      );
    }
    expect(statuses).toEqual([200, 401]);
  });

  it('is switched off with the password only', async () => {
    const { totpURI } = await enable();
    await verify(person.client, totpCode(totpURI));
    const disable = (password: string) =>
      person.client.post<Refused>('/v1/auth/two-factor/disable', { password });
    expect((await disable('not the password')).body.error.detail).toBe('INVALID_PASSWORD');
    expect((await disable(PASSWORD)).status).toBe(200);
    expect((await signIn(person.email, PASSWORD)).answer.body.twoFactorRedirect).toBeUndefined();
  });
});
