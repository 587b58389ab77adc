import { ClientFrame, errorCodes } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { bodiesOf, valuesOf } from '../src/testing/arbitraryOf.ts';
import { exampleOf, type JsonSchema } from '../src/testing/exampleOf.ts';
import { createFullWorkspace, type FullWorkspace } from '../src/testing/fullWorkspace.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { type ApiRoute, listApiRoutes, type QueryParameter } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { expectConsistent, fingerprintOf } from '../src/testing/storedState.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import { pause } from '../src/testing/waitUntil.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 8);

let program: TestProgram;
let company: FullWorkspace;
let routes: ApiRoute[];

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createFullWorkspace(program, 'Maison Lumen');
  routes = await listApiRoutes(program.url);
});
afterAll(() => program.stop());

const expectClearError = (route: string, status: number, body: unknown) => {
  const { error } = body as { error?: { code?: keyof typeof errorCodes; message?: string } };
  expect(errorCodes, `${route}: ${JSON.stringify(body)}`).toHaveProperty(String(error?.code));
  expect({ route, status }).toEqual({ route, status: errorCodes[error!.code!].status });
  expect(error!.message).not.toMatch(/\bat .*\.ts|select |insert |syntax error|node_modules/i);
};

/** Of those that end the session or remove what the others need, the effect is tested elsewhere. */
const leftOut = /sign-out|revoke|^DELETE|two-factor|change-password|members\/\{userId\}$/;

test('no body makes the server fail: every route answers with a clear error or does it whole', {
  timeout: 600_000,
}, async () => {
  const withBody = routes.filter((route) => route.schema && !leftOut.test(route.name));
  expect(withBody.length).toBeGreaterThan(20);
  for (const route of withBody) {
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => company.ids[name] ?? 'x');
    let before = await fingerprintOf(program.database.pool);
    await fc.assert(
      fc.asyncProperty(bodiesOf(route.schema as JsonSchema), async (body) => {
        const client = route.path.startsWith('/widget')
          ? company.visitor.http
          : company.owner.http.elsewhere();
        const answer = await client.call(route.method, path, body as object);
        const after = await fingerprintOf(program.database.pool);
        if (answer.status >= 400) {
          if (answer.code !== 'mail_not_configured')
            expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
          expectClearError(route.name, answer.status, answer.body);
          expect(after, `${route.name} was refused (${answer.code}) and stored something`).toBe(before);
        }
        before = after;
      }),
      { numRuns: RUNS, endOnFailure: true, examples: [[null], [[]], [{}]] },
    );
  }
  await expectConsistent(program.database.pool);
  expect((await fetch(`${program.url}/health`)).status).toBe(200);
});

const unknownParameter: QueryParameter = { name: 'unknown', schema: { type: 'string' } };

/** Texts that trip over, or up, whoever reads a query: by themselves, as a cursor, as a filter, in a search. */
const queryTexts = [
  '',
  '0',
  '-1',
  '1.5',
  '101',
  '1e9',
  'NaN',
  '2147483648',
  '9223372036854775808',
  '\u0000',
  '\ud800',
  'x'.repeat(500),
  `' or 1=1 --`,
  '%',
  '_',
  '\\',
  '2026-02-30T00:00:00.000Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  uuid(),
  '"unended',
  'is:is: -label: before:9999-99-99 from:\u0000 *',
  'null',
  '[]',
  '{"match":"all","tests":[]}',
  '{"match":"all","tests":[{"property":"contact.name","operator":"is","value":"\\u0000"}]}',
  '{"match":"all","tests":[{"property":"contact.name","operator":"is","value":{"__proto__":[]}}]}',
];
const cursors = [
  '1|x',
  `2020|${uuid()}`,
  `${new Date().toISOString()}|nonsense`,
  `1|${uuid()}`,
  `+99999-01-01T00:00:00Z|${uuid()}`,
  `1|\u0000`,
  '[]',
  '{}',
  'null',
  `["\\u0000","${uuid()}"]`,
  `[1e400,"${uuid()}"]`,
].map((cursor) => Buffer.from(cursor).toString('base64url'));

test('no query string makes a list fail', { timeout: 600_000 }, async () => {
  const lists = routes.filter((route) => route.method === 'GET' && route.parameters.length > 0);
  expect(lists.length).toBeGreaterThan(35);
  const ask = async ({ name, path }: ApiRoute, query: Record<string, string>) => {
    const client = path.startsWith('/widget') ? company.visitor.http : company.owner.http.elsewhere();
    const address = path.replace(/\{(\w+)\}/g, (_, part: string) => company.ids[part] ?? 'x');
    const wellFormed = Object.entries(query).map(([key, value]) => [key, value.toWellFormed()]);
    const answer = await client.call(
      'GET',
      `${address}?${new URLSearchParams(Object.fromEntries(wellFormed))}`,
    );
    if (answer.status >= 400) {
      expect(answer.status, `${name} ${JSON.stringify(query)}`).toBeLessThan(500);
      expectClearError(name, answer.status, answer.body);
    }
    return answer.body as { next?: string };
  };
  const fitting = (route: ApiRoute) =>
    route.parameters
      .filter((each) => each.required)
      .map(({ name, schema }) => [name, String(exampleOf(schema))]);
  // What one list has given as its cursor is handed to all.
  const given: string[] = [];
  for (const route of lists) {
    if (!route.parameters.some((each) => each.name === 'cursor')) continue;
    const { next } = await ask(route, Object.fromEntries([...fitting(route), ['limit', '1']]));
    if (next) given.push(next);
  }
  expect(given.length).toBeGreaterThan(3);
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...queryTexts) },
    { weight: 2, arbitrary: fc.constantFrom(...cursors, ...given) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  );
  for (const route of lists) {
    const value = fc.constantFrom(...route.parameters, unknownParameter).chain(({ name, schema }) =>
      // What is asked to wait does.
      fc.tuple(fc.constant(name), name === 'wait' ? text : fc.oneof(valuesOf(schema).map(String), text)),
    );
    const query = fc
      .array(value, { maxLength: 3 })
      .map((values) => Object.fromEntries([...fitting(route), ...values]) as Record<string, string>);
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        await ask(route, asked);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }
});

test('no address makes the server fail', async () => {
  const strange = [
    '/%',
    '/%00',
    '/%ff%fe',
    '/..%2f..%2fetc/passwd',
    '/v1/workspaces/%00/conversations',
    '/v1/workspaces/../me',
    '//evil.example/',
    '/r/%F0%9F',
    '/files/a/b/c?s=1',
    `/widget/v1/inboxes/${'A'.repeat(43)}.${'A'.repeat(43)}`,
    '/widget/assets/..%2f..%2fserver/package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    `/${'x'.repeat(5000)}`,
  ];
  for (const path of strange) {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const answer = await new HttpClient(program.url).call(method, `${program.url}${path}`);
      expect(answer.status, `${method} ${path}`).toBeLessThan(500);
      expect(String(JSON.stringify(answer.body))).not.toMatch(/root:|"devDependencies"|"dependencies"/);
    }
  }
});

describe('frames', () => {
  const schema = ClientFrame as unknown as JsonSchema;

  async function throwAt(open: () => Promise<TestSocket>, frames: unknown[]): Promise<void> {
    const socket = await open();
    for (const frame of frames) socket.sendText(JSON.stringify(frame) ?? '');
    socket.send({ type: 'ping', at: 42 });
    const last = await socket.waitFor((f) => (f.type === 'pong' && f.at === 42) || f.type === 'refused');
    if (last.type === 'refused') expect(last.reason).toBeOneOf(['bad_frame', 'frame_too_big']);
    for (const nack of socket.all('nack')) expect(errorCodes).toHaveProperty(nack.code);
    expect(socket.all('nack').filter((nack) => nack.code === 'internal')).toEqual([]);
    for (const each of socket.all('unsubscribed')) expect(each.code).not.toBe('internal');
    await socket.close();
  }

  test('no frame makes the server fail, from a visitor or from an agent', { timeout: 180_000 }, async () => {
    const conversationId = company.ids.conversationId!;
    // Half of them about a conversation that is there.
    const frame = fc.tuple(bodiesOf(schema), fc.boolean()).map(([value, aimed]) => {
      if (!aimed || typeof value !== 'object' || value === null || !('conversationId' in value)) return value;
      return { ...value, conversationId, ...('entryId' in value && { entryId: uuid() }) };
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (frames, asVisitor) => {
          await throwAt(() => (asVisitor ? company.visitor.connect() : company.owner.connect()), frames);
        },
      ),
      { numRuns: RUNS * 8, endOnFailure: true },
    );
    await pause(50);
    await expectConsistent(program.database.pool);
    expect((await fetch(`${program.url}/health`)).status).toBe(200);
  });
});
