import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Contact, Inbox } from '@causerie/protocol';
import { type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { kindsOf, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;
let secret: string;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;

const putKeys = async (body: { rotateSecret?: boolean; publicKey?: string | null }) =>
  company.owner.http.put<{ secret: string | null }>(
    `/v1/workspaces/${company.id}/inboxes/${inbox.id}/identity-keys`,
    body,
  );

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
});
beforeEach(async () => {
  inbox = await company.addInbox();
  secret = (await putKeys({ rotateSecret: true })).secret!;
});
afterAll(() => program.stop());

type Claims = JWTPayload & { name?: string; email?: string };
const sign = (
  claims: Claims,
  key: KeyObject | string = secret,
  alg = 'HS256',
  expires: string | undefined = '5m',
) => {
  const jwt = new SignJWT(claims).setProtectedHeader({ alg }).setIssuedAt();
  if (expires) jwt.setExpirationTime(expires);
  return jwt.sign(typeof key === 'string' ? new TextEncoder().encode(key) : key);
};
const ask = (body: object) =>
  new HttpClient(program.url).call('POST', '/widget/v1/session', { inboxKey: inbox.key, ...body });
const identified = async (sub: string, token?: string) =>
  TestVisitor.open(program.url, inbox.key, { identityToken: await sign({ sub }), ...(token && { token }) });
const idsOf = (visitor: TestVisitor) => visitor.session.conversations.map((c) => c.id);
const contactOf = async (conversationId: string) =>
  agent.http.get<Contact>(
    `/v1/workspaces/${company.id}/contacts/${(await agent.read(conversationId)).contact.id}`,
  );

async function write(visitor: TestVisitor, text = 'Hello?') {
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text });
  return { tab, conversationId };
}

describe('the site’s statement of who its visitor is', () => {
  test('is taken with HS256, RS256 and EdDSA, whichever key the inbox has', async () => {
    const claims = { sub: `user-${uuid()}`, name: 'Marie Curie', email: 'Marie@Example.com' };
    const expected = { name: 'Marie Curie', email: 'marie@example.com' };
    expect((await ask({ identityToken: await sign(claims) })).body).toMatchObject(expected);
    await putKeys({ publicKey: pem(rsa.publicKey) });
    const byRsa = await ask({ identityToken: await sign(claims, rsa.privateKey, 'RS256') });
    expect(byRsa.body).toMatchObject(expected);
    await putKeys({ publicKey: pem(ed.publicKey) });
    const byEd = await ask({ identityToken: await sign(claims, ed.privateKey, 'EdDSA') });
    const { contactId } = byRsa.body as { contactId: string };
    expect(byEd.body).toMatchObject({ ...expected, contactId });
  });

  test('is refused when forged in any of the known ways, always with a clear error', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = part({ sub: 'admin', exp: 9_999_999_999 });
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const bad: Record<string, () => Promise<string> | string> = {
      'no signature': () => `${part({ alg: 'none' })}.${body}.`,
      None: () => `${part({ alg: 'None' })}.${body}.`,
      'the public key as HS256 secret': () => sign({ sub: 'admin' }, pem(rsa.publicKey)),
      'an RS256 token with our HS256 mark': async () =>
        `${part({ alg: 'RS256' })}.${(await sign({ sub: 'admin' })).split('.').slice(1).join('.')}`,
      'another secret': () => sign({ sub: 'admin' }, 'x'.repeat(43)),
      'an empty secret': () => sign({ sub: 'admin' }, '\0'),
      'another private key': () => sign({ sub: 'admin' }, other.privateKey, 'RS256'),
      'a key of another kind': () => sign({ sub: 'admin' }, ed.privateKey, 'EdDSA'),
      'another algorithm': () => sign({ sub: 'admin' }, rsa.privateKey, 'PS256'),
      expired: () => sign({ sub: 'admin' }, secret, 'HS256', '-5m'),
      'no end': () => sign({ sub: 'admin' }, secret, 'HS256', ''),
      nobody: () => sign({}),
      'an empty name': () => sign({ sub: '' }),
      'made long ago': () =>
        sign({ sub: 'admin', iat: 1_000_000_000 }).then(async () =>
          new SignJWT({ sub: 'admin' })
            .setProtectedHeader({ alg: 'HS256' })
            .setIssuedAt(1_000_000_000)
            .setExpirationTime(9_999_999_999)
            .sign(new TextEncoder().encode(secret)),
        ),
      'null as head': () => `${part(null)}.${body}.x`,
      'a number as head': () => `${part(1)}.${body}.x`,
      'null as body': () => `${part({ alg: 'HS256' })}.${part(null)}.x`,
      nonsense: () => 'x',
      dots: () => '...',
      'a critical extension': () => `${part({ alg: 'HS256', crit: ['b64'], b64: false })}.${body}.x`,
      'a visitor token of ours': async () => (await TestVisitor.open(program.url, inbox.key)).session.token,
    };
    await putKeys({ publicKey: pem(rsa.publicKey) });
    for (const [name, make] of Object.entries(bad)) {
      expect(await ask({ identityToken: await make() }), name).toMatchObject({
        status: 401,
        code: 'invalid_token',
      });
    }
    const known = await program.database.pool.query(
      `select from identities where kind = 'user' and address in ('admin', '')`,
    );
    expect(known.rowCount, 'nothing was stored').toBe(0);
  });

  test('is refused where the inbox has no key, and with the secret that was replaced', async () => {
    const old = await sign({ sub: 'marie' });
    expect(await ask({ identityToken: old })).toMatchObject({ status: 200 });
    await putKeys({ rotateSecret: true });
    expect(await ask({ identityToken: old })).toMatchObject({ status: 401, code: 'invalid_token' });
    const keyless = await company.addInbox();
    for (const token of [
      old,
      await sign({ sub: 'marie' }, rsa.privateKey, 'RS256'),
      await sign({ sub: 'marie' }, '\0'),
    ]) {
      expect(await ask({ inboxKey: keyless.key, identityToken: token })).toMatchObject({
        status: 401,
        code: 'invalid_token',
      });
    }
  });

  test('a name that no database can hold, or that would have to be cut, is refused', async () => {
    for (const sub of ['a\0b', ' ', 'x'.repeat(201)]) {
      const { status } = await ask({ identityToken: await sign({ sub }) });
      expect(status).toBeOneOf([400, 401]);
    }
    const claims = { sub: 'x'.repeat(200), name: 'n'.repeat(999), email: 'nonsense' };
    const { status, body } = await ask({ identityToken: await sign(claims) });
    expect(status).toBe(200);
    expect((body as { name: string }).name).toHaveLength(200);
    expect(body).not.toHaveProperty('email');
  });
});

describe('one person, one history', () => {
  test('an identified visitor has one history on two devices, live on both', async () => {
    const sub = uuid();
    const desktop = await identified(sub);
    const { tab, conversationId } = await write(desktop);
    const phone = await identified(sub);
    expect(idsOf(phone)).toEqual([conversationId]);
    const screen = await phone.connect();
    await screen.say({ conversationId, text: 'from the phone' });
    await tab.waitFor((f) => f.type === 'entry' && f.entry.seq === 3);
    await agent.write(conversationId, 'hello both');
    for (const each of [tab, screen])
      await each.waitFor(
        (f) => f.type === 'entry' && f.entry.author.kind === 'agent' && f.entry.kind === 'message',
      );
    await Promise.all([tab.close(), screen.close()]);
  });

  test('what an anonymous visitor wrote becomes the new user’s, in place', async () => {
    const anonymous = await TestVisitor.open(program.url, inbox.key);
    const { tab, conversationId } = await write(anonymous);
    const before = (await contactOf(conversationId)).id;
    const marie = await identified(uuid(), anonymous.session.token);
    expect(marie.session.contactId).toBe(before);
    expect(idsOf(marie)).toEqual([conversationId]);
    await agent.write(conversationId, 'still there?');
    await tab.waitFor(
      (f) => f.type === 'entry' && f.entry.author.kind === 'agent' && f.entry.kind === 'message',
    );
    await tab.close();
  });

  test('what an anonymous visitor wrote joins the known user’s history, once; the tab that is open goes on', async () => {
    const sub = uuid();
    const first = await write(await identified(sub), 'long ago');
    const anonymous = await TestVisitor.open(program.url, inbox.key);
    const { tab, conversationId } = await write(anonymous, 'before signing in');
    const marie = await identified(sub, anonymous.session.token);
    expect(idsOf(marie).toSorted()).toEqual([first.conversationId, conversationId].toSorted());
    expect((await contactOf(conversationId)).id).toBe((await contactOf(first.conversationId)).id);
    await agent.write(conversationId, 'to the open tab');
    await tab.waitFor(
      (f) => f.type === 'entry' && f.entry.author.kind === 'agent' && f.entry.kind === 'message',
    );
    await tab.say({ conversationId, text: 'and back' });
    expect(textsOf(await agent.entries(conversationId))).toEqual([
      'before signing in',
      'to the open tab',
      'and back',
    ]);
    const again = await identified(sub, anonymous.session.token);
    expect(idsOf(again)).toHaveLength(2);
    await Promise.all([tab.close(), first.tab.close()]);
  });

  test('on a shared computer the next user never gets the last one’s history, whatever the browser kept', async () => {
    const anonymous = await TestVisitor.open(program.url, inbox.key);
    const { tab, conversationId } = await write(anonymous, 'Marie’s secret');
    const marie = await identified(uuid(), anonymous.session.token);
    for (const kept of [marie.session.token, anonymous.session.token]) {
      const pierre = await identified(uuid(), kept);
      expect(pierre.session.conversations).toEqual([]);
      expect(pierre.session.contactId).not.toBe(marie.session.contactId);
      const own = await write(pierre, 'Pierre’s own');
      expect((await contactOf(own.conversationId)).id).not.toBe((await contactOf(conversationId)).id);
      const opened = await pierre.connect();
      opened.send({ type: 'subscribe', topic: 'conversation', conversationId });
      expect(await opened.waitFor((f) => f.type === 'unsubscribed')).toMatchObject({
        code: 'conversation_not_found',
      });
      await Promise.all([own.tab.close(), opened.close()]);
    }
    expect(
      idsOf(await TestVisitor.open(program.url, inbox.key)),
      'signed out: the widget forgot its token',
    ).toEqual([]);
    expect(textsOf(await agent.entries(conversationId))).toEqual(['Marie’s secret']);
    await tab.close();
  });

  test('many devices that identify at the same moment are one contact', async () => {
    const sub = uuid();
    const anonymous = await Promise.all([1, 2, 3].map(() => TestVisitor.open(program.url, inbox.key)));
    const written = await Promise.all(anonymous.map((visitor) => write(visitor)));
    const all = await Promise.all(
      [...anonymous, ...anonymous].map((visitor) => identified(sub, visitor.session.token)),
    );
    expect(new Set(all.map((visitor) => visitor.session.contactId)).size).toBe(1);
    const latest = await identified(sub);
    expect(idsOf(latest).toSorted()).toEqual(written.map((w) => w.conversationId).toSorted());
    for (const { conversationId } of written)
      expect(kindsOf(await agent.entries(conversationId))).toEqual(['started', 'message']);
    await Promise.all(written.map(({ tab }) => tab.close()));
  });

  test('two people with one address, at the same moment: one has it proven, neither is turned away or mixed up', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = `${uuid()}@example.com`;
      const tokens = await Promise.all([1, 2, 3, 4].map(() => sign({ sub: uuid(), email })));
      const answers = await Promise.all(tokens.map((identityToken) => ask({ identityToken })));
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
      expect(new Set(answers.map((answer) => (answer.body as { contactId: string }).contactId)).size).toBe(4);
      const found = await program.database.pool.query(
        `select verified from identities where address = $1 order by 1`,
        [email],
      );
      expect(found.rows.map((row) => row.verified)).toEqual([false, false, false, true]);
    }
  });
});
