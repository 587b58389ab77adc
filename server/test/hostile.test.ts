import { ClientFrame, errorCodes } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { bodiesOf } from '../src/testing/arbitraryOf.ts';
import type { JsonSchema } from '../src/testing/exampleOf.ts';
import { createFullWorkspace, type FullWorkspace } from '../src/testing/fullWorkspace.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { type ApiRoute, listApiRoutes } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import { pause } from '../src/testing/waitUntil.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 20);

let program: TestProgram;
let company: FullWorkspace;
let routes: ApiRoute[];

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createFullWorkspace(program, 'Maison Lumen');
  routes = await listApiRoutes(program.url);
});
afterAll(() => program.stop());

const rows = async (sql: string) => (await program.database.pool.query(sql)).rows;

/** Everything that is stored, in one line; what a mere visit changes is left out. */
async function fingerprint(): Promise<string> {
  const tables = await rows(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const volatile = `- 'last_used_at' - 'last_seen_at' - 'count' - 'key' - 'last_request'`;
  const queries = tables
    .filter(({ name }) => name !== 'sessions')
    .map(
      ({ name }) =>
        `select '${name}' || coalesce(md5(string_agg(line, ',' order by line)), '') as f from (select (to_jsonb(t) ${volatile})::text as line from "${name}" t) x`,
    );
  return (await rows(queries.join(' union all '))).map(({ f }) => f).join(' ');
}

/** What must be true of the log whatever was thrown at it. */
async function expectConsistent(): Promise<void> {
  const wrong = await rows(`
    select c.id, c.last_seq, count(e.seq)::int as entries, max(e.seq) as highest, c.contact_messages, c.agent_messages
    from conversations c left join entries e on (e.workspace_id, e.conversation_id) = (c.workspace_id, c.id)
    group by c.workspace_id, c.id
    having c.last_seq is distinct from count(e.seq) or c.last_seq is distinct from max(e.seq)
      or c.contact_messages <> count(*) filter (where e.kind = 'message' and e.author_kind = 'contact')
      or c.agent_messages <> count(*) filter (where e.kind = 'message' and e.author_kind <> 'contact')`);
  expect(wrong).toEqual([]);
  const lonely = await rows(
    `select id from contacts c where not exists (select from identities i where (i.workspace_id, i.contact_id) = (c.workspace_id, c.id))`,
  );
  expect(lonely, 'contacts that nobody can be').toEqual([]);
  expect((await fetch(`${program.url}/health`)).status).toBe(200);
}

const expectClearError = (route: string, status: number, body: unknown) => {
  const { error } = body as { error?: { code?: keyof typeof errorCodes; message?: string } };
  expect(errorCodes, `${route}: ${JSON.stringify(body)}`).toHaveProperty(String(error?.code));
  expect({ route, status }).toEqual({ route, status: errorCodes[error!.code!].status });
  expect(error!.message).not.toMatch(/\bat .*\.ts|select |insert |syntax error|node_modules/i);
};

/** Of those that end the session or remove what the others need, the effect is tested elsewhere. */
const leftOut = /sign-out|revoke|^DELETE|two-factor|change-password|members\/\{userId\}$/;

test('no body makes the server fail: every route answers with a clear error or does it whole', {
  timeout: 120_000,
}, async () => {
  const withBody = routes.filter((route) => route.schema && !leftOut.test(route.name));
  expect(withBody.length).toBeGreaterThan(20);
  for (const route of withBody) {
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => company.ids[name] ?? 'x');
    let before = await fingerprint();
    await fc.assert(
      fc.asyncProperty(bodiesOf(route.schema as JsonSchema), async (body) => {
        const client = route.path.startsWith('/widget')
          ? company.visitor.http
          : company.owner.http.elsewhere();
        const answer = await client.call(route.method, path, body as object);
        const after = await fingerprint();
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
  await expectConsistent();
});

test('no query string makes a list fail', { timeout: 60_000 }, async () => {
  const base = `/v1/workspaces/${company.id}`;
  const text = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1.5',
      '101',
      '1e9',
      'NaN',
      '\u0000',
      '\ud800',
      'x'.repeat(500),
      `' or 1=1 --`,
      '%',
      '_',
      '\\',
      uuid(),
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .constantFrom(
        '1|x',
        `2020|${uuid()}`,
        `${new Date().toISOString()}|nonsense`,
        `1|${uuid()}`,
        `+99999-01-01T00:00:00Z|${uuid()}`,
      )
      .map((cursor) => Buffer.from(cursor).toString('base64url')),
  );
  const names = [
    'view',
    'teamId',
    'inboxId',
    'contactId',
    'sort',
    'limit',
    'cursor',
    'before',
    'after',
    'q',
    'unknown',
  ];
  const lists = [
    `${base}/conversations`,
    `${base}/contacts`,
    `${base}/members`,
    `${base}/conversations/${company.ids.conversationId}/entries`,
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...lists),
      fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 3 }),
      async (path, query) => {
        const wellFormed = Object.fromEntries(
          Object.entries(query).map(([name, value]) => [name, value.toWellFormed()]),
        );
        const answer = await company.owner.http
          .elsewhere()
          .call('GET', `${path}?${new URLSearchParams(wellFormed)}`);
        if (answer.status >= 400) {
          expect(answer.status, `${path} ${JSON.stringify(query)}`).toBeLessThan(500);
          expectClearError(path, answer.status, answer.body);
        }
      },
    ),
    { numRuns: RUNS * 15, endOnFailure: true },
  );
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

  test('no frame makes the server fail, from a visitor or from an agent', { timeout: 60_000 }, async () => {
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
    await expectConsistent();
  });
});

test('script in every text field is stored and given back as text', async () => {
  const script = `<script>alert("1")</script><img src=x onerror='alert(2)'>`;
  const base = `/v1/workspaces/${company.id}`;
  const { http } = company.owner;
  const contact = {
    name: script,
    company: script,
    city: script,
    country: script,
    note: `${script}\n${script}`,
  };
  expect(await http.patch(`${base}/contacts/${company.ids.contactId}`, contact)).toMatchObject(contact);
  expect(await http.patch(base, { name: script })).toMatchObject({ name: script });
  expect(await http.patch('/v1/me', { name: script })).toMatchObject({ name: script });
  expect(
    await http.patch(`${base}/inboxes/${company.ids.inboxId}`, {
      name: script,
      settings: { greeting: { en: script } },
    }),
  ).toMatchObject({ name: script, settings: { greeting: { en: script } } });
  expect(
    await http.patch(`${base}/teams/${company.ids.teamId}`, { name: script.slice(0, 80) }),
  ).toMatchObject({ name: script.slice(0, 80) });
  const conversation = `${base}/conversations/${company.ids.conversationId}`;
  expect(await http.patch(conversation, { labels: ['<b>x</b>'] })).toMatchObject({ labels: ['<b>x</b>'] });
  const contents = [
    { kind: 'text', text: script },
    { kind: 'quick_replies', text: script, options: [{ id: script, label: script }] },
    { kind: 'form', title: script, fields: [{ id: 'f', label: script, type: 'text' }] },
    { kind: 'card', card: { title: script, text: script } },
  ];
  for (const content of contents) {
    const entry = await http.post<{ content: object }>(`${conversation}/entries`, {
      id: uuid(),
      kind: 'message',
      content,
    });
    expect(entry.content).toEqual(content);
  }
  const links = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'https://x"onclick=alert(1)',
  ];
  for (const url of links) {
    const content = { kind: 'buttons', text: 'x', buttons: [{ kind: 'link', label: 'x', url }] };
    const answer = await http.call('POST', `${conversation}/entries`, {
      id: uuid(),
      kind: 'message',
      content,
    });
    expect(answer, url).toMatchObject({ status: 400, code: 'bad_request' });
  }
});

test('NUL and half characters are refused in every text field with a clear error, and nothing is stored', async () => {
  const base = `/v1/workspaces/${company.id}`;
  const { conversationId, contactId, inboxId, teamId } = company.ids;
  const fields: [string, string, (bad: string) => object][] = [
    ['PATCH', base, (name) => ({ name })],
    ['PATCH', '/v1/me', (name) => ({ name })],
    ['PATCH', `${base}/inboxes/${inboxId}`, (name) => ({ name })],
    ['PATCH', `${base}/inboxes/${inboxId}`, (en) => ({ settings: { greeting: { en } } })],
    ['POST', `${base}/teams`, (name) => ({ name })],
    ['PATCH', `${base}/teams/${teamId}`, (name) => ({ name })],
    ['POST', `${base}/api-keys`, (name) => ({ name, role: 'agent' })],
    ['PATCH', `${base}/contacts/${contactId}`, (name) => ({ name })],
    ['PATCH', `${base}/contacts/${contactId}`, (note) => ({ note })],
    ['PATCH', `${base}/contacts/${contactId}`, (email) => ({ email: `${email}@example.com` })],
    ['PATCH', `${base}/conversations/${conversationId}`, (label) => ({ labels: [label] })],
    [
      'POST',
      `${base}/conversations/${conversationId}/entries`,
      (text) => ({ id: uuid(), kind: 'message', content: { kind: 'text', text } }),
    ],
    [
      'POST',
      `${base}/conversations/${conversationId}/entries`,
      (id) => ({
        id: uuid(),
        kind: 'message',
        content: { kind: 'quick_replies', text: 'x', options: [{ id, label: 'x' }] },
      }),
    ],
    ['PATCH', '/widget/v1/visitor', (name) => ({ name })],
    ['POST', '/widget/v1/session', (timeZone) => ({ inboxKey: company.inboxKey, timeZone })],
  ];
  const before = await fingerprint();
  for (const bad of ['a\u0000b', 'a\ud800b', 'a\udc00b', '\ud83d']) {
    for (const [method, path, body] of fields) {
      const client = path.startsWith('/widget') ? company.visitor.http : company.owner.http;
      const answer = await client.call(method, path, body(bad));
      const what = `${method} ${path} ${JSON.stringify(body(bad))}`;
      if (path === '/widget/v1/session') expect(answer.status, what).toBeLessThan(500);
      else
        expect({ what, status: answer.status, code: answer.code }).toEqual({
          what,
          status: 400,
          code: expect.stringMatching(/^(bad_request|invalid_value)$/),
        });
    }
  }
  expect(await fingerprint()).toBe(before);
  const tab = await company.visitor.connect();
  expect(await tab.write({ conversationId: conversationId!, text: 'a\ud800b' })).toMatchObject({
    type: 'nack',
    code: 'invalid_value',
  });
  expect(await tab.write({ conversationId: uuid(), text: 'a\udc00b' })).toMatchObject({
    type: 'nack',
    code: 'invalid_value',
  });
  await tab.close();
  expect(await fingerprint()).toBe(before);
});
