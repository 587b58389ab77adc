import { errorCodes } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestSocket } from '../src/testing/TestSocket.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 8) * 5;

let program: TestProgram;
let workspace: TestWorkspace;
let token: string;
let conversationId: string;
let inboxKey: string;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  program = await startTestProgram({ trustProxy: true });
  workspace = await createTestWorkspace(program);
  inboxKey = (await workspace.addInbox()).key;
  const visitor = await TestVisitor.open(program.url, inboxKey);
  token = visitor.session.token;
  const tab = await visitor.connect();
  conversationId = uuid();
  await tab.say({ conversationId });
  await tab.close();
});
afterAll(async () => {
  await program.stop();
  process.off('unhandledRejection', note);
});

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');

/** Tokens that are nearly ours: one character changed, a part left out or replaced, another algorithm, other claims; and garbage. */
const tokens = (right: string): fc.Arbitrary<string> => {
  const parts = right.split('.');
  const claims = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString());
  const changed = fc
    .tuple(fc.nat(right.length - 2), fc.constantFrom(...'AZaz09-_.='))
    .map(([at, character]) => `${right.slice(0, at)}${character}${right.slice(at + 1)}`)
    // In the last character of a part some bits mean nothing.
    .filter((made) => made !== right && !sameBytes(made, right));
  const withClaims = fc
    .constantFrom(
      { sub: uuid() },
      { ws: uuid() },
      { exp: 2 ** 40 },
      { exp: 'never' },
      { aud: 'session' },
      { knd: 'user' },
      [],
      null,
      0,
    )
    .map(
      (other) =>
        `${parts[0]}.${base64url(typeof other === 'object' && other ? { ...claims, ...other, x: 1 } : other)}.${parts[2]}`,
    );
  const withHeader = fc
    .constantFrom(
      { alg: 'none' },
      { alg: 'HS512' },
      { alg: 'RS256' },
      { alg: 'HS256', crit: ['x'] },
      { alg: 'HS256', zip: 'DEF' },
      null,
    )
    .map((header) => `${base64url(header)}.${parts[1]}.${header && header.alg === 'none' ? '' : parts[2]}`);
  const cut = fc.nat(right.length - 1).map((at) => right.slice(0, at));
  const garbage = fc.oneof(
    fc.base64String(),
    fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
    fc.constant('x'.repeat(4000)),
    fc.constantFrom('', '.', '..', 'null', 'a.b.c'),
  );
  return fc.oneof(changed, withClaims, withHeader, cut, garbage);
};

const sameBytes = (a: string, b: string): boolean => {
  const [x, y] = [a.split('.'), b.split('.')];
  return (
    x.length === y.length &&
    x.every((part, i) => Buffer.from(part, 'base64url').equals(Buffer.from(y[i]!, 'base64url')))
  );
};

const inHeader = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').trim();

test('no forged visitor token opens anything, over HTTP or the socket, and none makes the server fail', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(tokens(token), async (forged) => {
      const client = new HttpClient(program.url, { authorization: `Bearer ${inHeader(forged)}` });
      const closed = await client.call('POST', `/widget/v1/conversations/${conversationId}/close`, {});
      expect(closed.status, `${forged} ${JSON.stringify(closed.body)}`).toBe(401);
      expect(errorCodes).toHaveProperty(closed.code!);
      // A session that is asked for with one begins anew, with nothing of the other's.
      const session = await new HttpClient(program.url).call('POST', '/widget/v1/session', {
        inboxKey,
        token: forged,
      });
      expect(session.status, JSON.stringify(session.body)).toBeOneOf([200, 400]);
      if (session.status === 200) expect(session.body).not.toHaveProperty('contactId');
      const refused = await TestSocket.open(program.url, { role: 'visitor', token: forged }).then(
        (socket) => socket.close().then(() => 'opened'),
        (error: Error) => error.message,
      );
      expect(refused, forged).toMatch(/refused: (unauthorised|bad_frame)/);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(unhandled).toEqual([]);
});

test('no forged key, cookie, invitation, resume link, identity or file address opens anything', {
  timeout: 120_000,
}, async () => {
  const { apiKey: _, key } = await workspace.owner.http.post<{ apiKey: object; key: string }>(
    `/v1/workspaces/${workspace.id}/api-keys`,
    { name: 'k', role: 'agent' },
  );
  const garbled = fc.oneof(
    fc
      .nat(key.length - 2)
      .map((at) => `${key.slice(0, at)}${key[at] === 'x' ? 'y' : 'x'}${key.slice(at + 1)}`),
    fc.nat(key.length - 1).map((at) => key.slice(0, at)),
    tokens(token),
  );
  await fc.assert(
    fc.asyncProperty(garbled, async (forged) => {
      const text = inHeader(forged);
      // Dots alone are steps in an address, not a part of it.
      const inPath = /^\.*$/.test(forged) ? 'x' : encodeURIComponent(forged.toWellFormed());
      const calls: [string, string, object | undefined, Record<string, string>][] = [
        [
          'GET',
          `/v1/workspaces/${workspace.id}/conversations`,
          undefined,
          { authorization: `Bearer ${text}` },
        ],
        ['GET', '/v1/me', undefined, { cookie: `causerie.session_token=${encodeURIComponent(text)}` }],
        ['GET', `/v1/invitations/${inPath}`, undefined, {}],
        ['POST', '/widget/v1/session', { inboxKey, resumeToken: forged }, {}],
        ['POST', '/widget/v1/session', { inboxKey, identityToken: forged }, {}],
        ['GET', `/files/${inPath}/a.png`, undefined, {}],
      ];
      for (const [method, path, body, headers] of calls) {
        const answer = await new HttpClient(program.url, headers).call(method, path, body);
        const emptyText = body !== undefined && forged === '';
        if (!emptyText) expect(answer.status, `${method} ${path} ${forged}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(500);
      }
      const socket = await TestSocket.open(program.url, {
        role: 'agent',
        token: forged,
        workspaceId: workspace.id,
      }).then(
        () => 'opened',
        (error: Error) => error.message,
      );
      expect(socket).toMatch(/refused/);
    }),
    { numRuns: Math.ceil(RUNS / 2), endOnFailure: true },
  );
  expect(unhandled).toEqual([]);
});
