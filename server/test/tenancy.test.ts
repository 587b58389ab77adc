import { readFileSync } from 'node:fs';
import { errorCodes, RefusalReason } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { createFullWorkspace, type FullWorkspace } from '../src/testing/fullWorkspace.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { type ApiRoute, listApiRoutes } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';

let program: TestProgram;
let ours: FullWorkspace;
let theirs: FullWorkspace;
let routes: ApiRoute[];

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  ours = await createFullWorkspace(program, 'Ours');
  theirs = await createFullWorkspace(program, 'Theirs');
  routes = await listApiRoutes(program.url);
});
afterAll(() => program.stop());

/** Routes without a workspace in their address: what they give depends on a secret, or on who is signed in. */
const withoutWorkspace = new Set([
  'GET /health',
  'GET /ready',
  'GET /v1/invitations/{token}',
  'POST /v1/invitations/{token}/accept',
  'POST /v1/mail-preferences/{token}',
  'GET /files/{workspaceId}/{fileId}/{name}',
  'POST /widget/v1/session',
  'GET /widget/v1/inboxes/{inboxKey}',
]);
const ofVisitors = (route: ApiRoute) =>
  route.path.startsWith('/widget/') && !withoutWorkspace.has(route.name);
const ofDesk = (route: ApiRoute) => route.path.startsWith('/v1/workspaces/{workspaceId}');

/** Everything that is theirs, as it stands in the database. */
async function dump(workspaceId: string): Promise<unknown> {
  const tables = await program.database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  );
  // That somebody of theirs connects is noted for routing: it is of the moment, and theirs.
  const lasting = tables.rows.filter(({ name }) => name !== 'agent_presence');
  const rows = lasting.map(async ({ name }) => {
    const found = await program.database.pool.query(
      `select to_jsonb(t) as row from ${name} t where workspace_id = $1 order by 1`,
      [workspaceId],
    );
    return [name, found.rows.map(({ row }) => ({ ...row, last_used_at: null }))];
  });
  return Object.fromEntries(await Promise.all(rows));
}

const call = (client: HttpClient, route: ApiRoute, ids: Record<string, string>) => {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined)
      throw new Error(`${route.name}: this test knows no ${name}. Teach it to fullWorkspace.ts.`);
    return encodeURIComponent(id);
  });
  return client.call(route.method, path + ourQuery(route), ourBody(route));
};

/** A query whose ids are ours. */
function ourQuery(route: ApiRoute): string {
  const query = new URLSearchParams(route.query);
  for (const name of [...query.keys()]) {
    if (name in ours.ids) query.set(name, ours.ids[name]!);
  }
  return query.size > 0 ? `?${query}` : '';
}

/** A body whose ids are ours, so that only the address is foreign. */
function ourBody(route: ApiRoute): object | FormData | undefined {
  const body = route.body();
  if (body === undefined || body instanceof FormData) return body;
  const known = Object.keys(body).filter((name) => name in ours.ids);
  return { ...body, ...Object.fromEntries(known.map((name) => [name, ours.ids[name]])) };
}

test('every route is walked: a new one must be of a sort that this test knows', () => {
  const known = (route: ApiRoute) =>
    withoutWorkspace.has(route.name) ||
    ofVisitors(route) ||
    ofDesk(route) ||
    /^\/v1\/(setup|auth\/|me$|workspaces$)/.test(route.path);
  expect(routes.filter((route) => !known(route)).map((route) => route.name)).toEqual([]);
  expect(routes.filter(ofDesk).length).toBeGreaterThan(30);
  expect([...withoutWorkspace].filter((name) => !routes.some((route) => route.name === name))).toEqual([]);
});

test('without a session every route that needs one answers 401, before it looks at anything', async () => {
  const nobody = new HttpClient(program.url, { origin: program.url });
  for (const route of routes.filter((each) => each.needsSession)) {
    const answer = await call(nobody, route, ours.ids);
    expect({ route: route.name, status: answer.status, code: answer.code }).toEqual({
      route: route.name,
      status: 401,
      code: 'unauthorised',
    });
  }
  expect(routes.filter((each) => each.needsSession).length).toBeGreaterThan(40);
});

describe('the ids of another workspace', () => {
  test('in the place of the workspace give 404 on every route, to a member of ours and to a key of ours', async () => {
    const before = await dump(theirs.id);
    for (const client of [ours.owner.http, ours.program]) {
      for (const route of routes.filter(ofDesk)) {
        const answer = await call(client, route, theirs.ids);
        expect({ route: route.name, status: answer.status, code: answer.code }).toEqual({
          route: route.name,
          status: 404,
          code: 'workspace_not_found',
        });
      }
    }
    expect(await dump(theirs.id)).toEqual(before);
  });

  test('nested in an address of ours give 404 on every route, one at a time and all together', async () => {
    const before = await dump(theirs.id);
    let walked = 0;
    for (const route of routes.filter(ofDesk)) {
      const nested = route.params.filter((name) => name !== 'workspaceId');
      const mixes = [...nested.map((name) => [name]), ...(nested.length > 1 ? [nested] : [])];
      for (const foreign of mixes) {
        const ids = { ...ours.ids, ...Object.fromEntries(foreign.map((name) => [name, theirs.ids[name]!])) };
        const answer = await call(ours.owner.http, route, ids);
        expect({ route: route.name, foreign, status: answer.status }).toEqual({
          route: route.name,
          foreign,
          status: 404,
        });
        expect(answer.code).toMatch(/_not_found$/);
        walked += 1;
      }
    }
    expect(walked).toBeGreaterThan(20);
    expect(await dump(theirs.id)).toEqual(before);
  });

  test('nested in a visitor’s address give 404', async () => {
    const before = await dump(theirs.id);
    const { http } = ours.visitor;
    for (const route of routes.filter(ofVisitors).filter((each) => each.params.length > 0)) {
      expect({ route: route.name, status: (await call(http, route, theirs.ids)).status }).toEqual({
        route: route.name,
        status: 404,
      });
    }
    expect(await dump(theirs.id)).toEqual(before);
  });

  test('in the body give 404 and write nothing', async () => {
    const before = await dump(theirs.id);
    const { ids, owner } = ours;
    const base = `/v1/workspaces/${ours.id}`;
    const conversation = `${base}/conversations/${ids.conversationId}`;
    const content = { kind: 'text', text: 'x' };
    const file = { kind: 'file', fileId: theirs.ids.fileId };
    const calls = (kind: 'user' | 'team', id: string) => ({
      kind: 'text',
      text: '@x',
      mentions: [{ kind, id, offset: 0, length: 2 }],
    });
    const start = { id: uuid(), entryId: uuid(), content };
    const texts = [{ language: 'en', text: 'x' }];
    const requests: [string, string, object][] = [
      ['PATCH', conversation, { assigneeId: theirs.ids.userId }],
      ['PATCH', conversation, { teamId: theirs.ids.teamId }],
      ['POST', `${conversation}/entries`, { id: uuid(), kind: 'message', content: file }],
      [
        'POST',
        `${conversation}/entries`,
        {
          id: uuid(),
          kind: 'message',
          content: { kind: 'card', card: { title: 'x', imageFileId: theirs.ids.fileId } },
        },
      ],
      ['POST', `${base}/conversations`, { ...start, inboxId: theirs.ids.inboxId, contactId: ids.contactId }],
      ['POST', `${base}/conversations`, { ...start, inboxId: ids.inboxId, contactId: theirs.ids.contactId }],
      [
        'POST',
        `${conversation}/entries`,
        { id: uuid(), kind: 'note', content: calls('user', theirs.ids.userId!) },
      ],
      [
        'POST',
        `${conversation}/entries`,
        { id: uuid(), kind: 'note', content: calls('team', theirs.ids.teamId!) },
      ],
      [
        'POST',
        `${base}/views`,
        { name: 'x', filter: { match: 'all', tests: [] }, visibility: 'team', teamId: theirs.ids.teamId },
      ],
      ['POST', `${conversation}/merge`, { sourceId: theirs.ids.conversationId }],
      ['PUT', `${base}/views/order`, { ids: [theirs.ids.viewId] }],
      ['POST', `${base}/inboxes`, { name: 'x', teamId: theirs.ids.teamId }],
      ['PATCH', `${base}/inboxes/${ids.inboxId}`, { teamId: theirs.ids.teamId }],
      ['POST', `${base}/contacts/${ids.contactId}/merges`, { fromId: theirs.ids.contactId }],
      ['POST', `${base}/teams`, { name: 'x', memberIds: [theirs.ids.userId] }],
      ['PATCH', `${base}/teams/${ids.teamId}`, { memberIds: [theirs.ids.userId] }],
      ['POST', `${base}/snippets`, { name: 'x', texts, teamId: theirs.ids.teamId }],
      ['POST', `${base}/snippets`, { name: 'x', texts, fileIds: [theirs.ids.fileId] }],
      ['PATCH', `${base}/snippets/${ids.snippetId}`, { teamId: theirs.ids.teamId }],
      ['POST', `${base}/faqs`, { snippetId: theirs.ids.snippetId }],
      ['POST', `${base}/opportunity-runs`, { id: uuid(), inboxIds: [theirs.ids.inboxId] }],
      ['POST', `${base}/rehearsals`, { id: uuid(), faqIds: [theirs.ids.faqId] }],
      ['POST', `${base}/rehearsals`, { id: uuid(), inboxIds: [theirs.ids.inboxId] }],
      ['PATCH', `${base}/faq-settings`, { inboxIds: [theirs.ids.inboxId] }],
      ['POST', `${conversation}/suggestions`, { seq: 2, faqId: theirs.ids.faqId, outcome: 'used' }],
      [
        'PUT',
        `${conversation}/decisions/${ids.messageSeq}/verdict`,
        { right: false, faqId: theirs.ids.faqId },
      ],
      [
        'POST',
        `${base}/macros`,
        { name: 'x', actions: [{ type: 'snippet', snippetId: theirs.ids.snippetId }] },
      ],
      ['POST', `${base}/macros`, { name: 'x', actions: [{ type: 'assign', to: theirs.ids.userId }] }],
      ['PATCH', `${base}/macros/${ids.macroId}`, { actions: [{ type: 'team', teamId: theirs.ids.teamId }] }],
    ];
    for (const [method, path, body] of requests) {
      const answer = await owner.http.call(method, path, body);
      expect({ method, path, body, status: answer.status }).toEqual({ method, path, body, status: 404 });
    }
    const tab = await ours.visitor.connect();
    expect(await tab.write({ conversationId: ids.conversationId!, content: file as never })).toMatchObject({
      code: 'file_not_found',
    });
    await tab.close();
    expect(await dump(theirs.id)).toEqual(before);
  });

  test('in filters of lists give nothing of theirs', async () => {
    for (const query of [
      `teamId=${theirs.ids.teamId}`,
      `inboxId=${theirs.ids.inboxId}`,
      `contactId=${theirs.ids.contactId}`,
    ]) {
      const answer = await ours.owner.http.call('GET', `/v1/workspaces/${ours.id}/conversations?${query}`);
      expect(JSON.stringify(answer.body)).not.toContain(theirs.ids.conversationId);
      expect(answer).toMatchObject({ status: 200, body: { items: [] } });
    }
  });

  test('on the socket: no subscription, no history, no writing, no reading, no looking', async () => {
    const before = await dump(theirs.id);
    const desk = await ours.owner.connect();
    const conversationId = theirs.ids.conversationId!;
    desk.send({ type: 'subscribe', topic: 'conversation', conversationId });
    desk.send({ type: 'subscribe', topic: 'contact', contactId: theirs.ids.contactId! });
    desk.send({ type: 'history', ref: 'h', conversationId, before: 99 });
    desk.send({ type: 'read', conversationId, seq: 1 });
    desk.send({ type: 'typing', conversationId, typing: true });
    desk.send({ type: 'view', conversationId });
    desk.send({ type: 'subscribe', topic: 'view', view: theirs.ids.viewId! });
    expect(await desk.write({ conversationId })).toMatchObject({
      type: 'nack',
      code: 'conversation_not_found',
    });
    await desk.waitFor((f) => f.type === 'unsubscribed' && f.id === theirs.ids.contactId);
    await desk.waitFor((f) => f.type === 'unsubscribed' && f.id === conversationId);
    await desk.waitFor((f) => f.type === 'unsubscribed' && f.id === theirs.ids.viewId);
    await desk.waitFor((f) => f.type === 'nack' && f.ref === 'h');
    expect(
      desk
        .all('unsubscribed')
        .map((f) => f.code)
        .toSorted(),
    ).toEqual(['contact_not_found', 'conversation_not_found', 'view_not_found']);
    const fresh = await (await theirs.owner.connect()).subscribe(conversationId);
    expect(fresh.viewers, 'nobody of ours is seen looking').toEqual([]);
    await desk.close();
    expect(await dump(theirs.id)).toEqual(before);
  });
});

test('a signed file address is good for that file only', async () => {
  const nobody = new HttpClient(program.url);
  const [mine, other] = [new URL(ours.fileUrl, program.url), new URL(theirs.fileUrl, program.url)];
  expect((await nobody.call('GET', mine.href)).status).toBe(200);
  other.search = mine.search;
  expect(await nobody.call('GET', other.href)).toMatchObject({ status: 404, code: 'file_not_found' });
});

test('docs/errors.md lists every code with its status, and nothing else', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const [codes, reasons] = page.split('## Why a socket') as [string, string];
  const listed = [...codes.matchAll(/^\| `(\w+)` \| (\d+) \| (.{20,}) \|$/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(listed)).toEqual(
    Object.fromEntries(Object.entries(errorCodes).map(([code, { status }]) => [code, status])),
  );
  expect(listed).toHaveLength(Object.keys(errorCodes).length);
  const told = [...reasons.matchAll(/^\| `(\w+)` \|/gm)].map(([, reason]) => reason);
  expect(told.toSorted()).toEqual([...(RefusalReason as unknown as { enum: string[] }).enum].toSorted());
});

test('a visitor of their inbox is nobody in ours', async () => {
  const visitor = await TestVisitor.open(program.url, theirs.inboxKey);
  const answer = await new HttpClient(program.url).call('POST', '/widget/v1/session', {
    inboxKey: ours.inboxKey,
    token: theirs.visitor.session.token,
  });
  expect(answer).toMatchObject({ status: 200, body: { conversations: [] } });
  expect(visitor.session.conversations).toEqual([]);
});

test('the same routes with ids of our own are not 404: the walk asks for what is there', {
  timeout: 180_000,
}, async () => {
  const last = (route: ApiRoute) =>
    route.method === 'DELETE'
      ? /(\{workspaceId\}|\{contactId\}|\/members\/\{userId\})$/.test(route.path)
        ? 2
        : route.path.endsWith('{exampleId}')
          ? 0
          : 1
      : 0;
  // The one that was just made has the name already.
  const expected: Record<string, string> = {
    'PATCH /v1/workspaces/{workspaceId}/teams/{teamId}': 'name_taken',
    'PATCH /v1/workspaces/{workspaceId}/roles/{roleId}': 'name_taken',
    'PATCH /v1/workspaces/{workspaceId}/snippets/{snippetId}': 'name_taken',
    'PATCH /v1/workspaces/{workspaceId}/macros/{macroId}': 'name_taken',
    // It has one, and so cannot go before it.
    'POST /v1/workspaces/{workspaceId}/faqs': 'faq_exists',
    'DELETE /v1/workspaces/{workspaceId}/snippets/{snippetId}': 'snippet_in_use',
    'PATCH /v1/workspaces/{workspaceId}/faqs/{faqId}/examples/{exampleId}': 'example_exists',
    // One is under way: that of the example, which has changed nothing yet.
    'POST /v1/workspaces/{workspaceId}/bulk-runs': 'conflict',
    'POST /v1/workspaces/{workspaceId}/bulk-runs/{bulkRunId}/undo': 'conflict',
    // One is under way: that of the example.
    'POST /v1/workspaces/{workspaceId}/opportunity-runs': 'run_under_way',
    'POST /v1/workspaces/{workspaceId}/rehearsals': 'rehearsal_under_way',
    'POST /v1/workspaces/{workspaceId}/faqs/import': 'invalid_value',
    // The first entry is no message.
    'POST /v1/workspaces/{workspaceId}/conversations/{conversationId}/suggestions': 'invalid_value',
    // The example is a text, but no file of snippets.
    'POST /v1/workspaces/{workspaceId}/snippets/import': 'invalid_value',
    'PATCH /v1/workspaces/{workspaceId}/labels/{labelId}': 'name_taken',
    'POST /v1/workspaces/{workspaceId}/conversations/{conversationId}/merge': 'invalid_value',
    'POST /v1/workspaces/{workspaceId}/conversations/{conversationId}/unmerge': 'not_merged',
    // The example's id is that of the message which began the conversation made before.
    'POST /v1/workspaces/{workspaceId}/conversations/{conversationId}/entries': 'id_taken',
    // An id alone says of nobody who they are.
    'POST /v1/workspaces/{workspaceId}/contacts': 'invalid_value',
  };
  for (const route of routes.filter(ofDesk).toSorted((a, b) => last(a) - last(b))) {
    const answer = await call(ours.owner.http, route, ours.ids);
    const refused = answer.status < 300 ? undefined : answer.code;
    expect({ route: route.name, refused }).toEqual({ route: route.name, refused: expected[route.name] });
  }
});
