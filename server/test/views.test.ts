import type {
  ConversationsPage,
  Filter,
  Inbox,
  SavedView,
  SavedViewCreate,
  SavedViewList,
  ServerFrameOf,
} from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { countQueries } from '../src/testing/countQueries.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let boss: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  boss = await company.addAgent('Basile', 'supervisor');
  inbox = await company.addInbox();
});
afterAll(() => program.stop());

async function startConversation(text = 'Hello?'): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text });
  await tab.close();
  return conversationId;
}

const at = (rest: string) => `/v1/workspaces/${company.id}${rest}`;
const asks = (property: string, operator: string, value?: unknown): Filter =>
  ({ match: 'all', tests: [{ property, operator, ...(value !== undefined && { value }) }] }) as Filter;
const save = (who: TestAgent, view: SavedViewCreate) => who.http.post<SavedView>(at('/views'), view);
const views = (who: TestAgent) => who.http.get<SavedViewList>(at('/views'));
const list = (who: TestAgent, query: string) =>
  who.http.get<ConversationsPage>(at(`/conversations?${query}`));

/** A list on a screen: the page, then what the socket says of the view. */
class ViewKeeper {
  readonly ids = new Set<string>();
  watermark: string;
  readonly view: string;

  constructor(view: string, page: ConversationsPage) {
    this.view = view;
    this.watermark = page.watermark;
    for (const row of page.items) this.ids.add(row.id);
  }

  async follow(who: TestAgent): Promise<TestSocket> {
    const socket = await who.connect();
    socket.onFrame = (frame) => {
      if (frame.type !== 'view_rows' || frame.view !== this.view) return;
      expect(frame.reset ?? false).toBe(false);
      for (const row of frame.inside) this.ids.add(row.id);
      for (const id of frame.outside) this.ids.delete(id);
      if (frame.watermark) this.watermark = frame.watermark;
    };
    socket.send({ type: 'subscribe', topic: 'view', view: this.view, since: this.watermark });
    await socket.waitFor((f) => f.type === 'view_rows' && f.watermark !== undefined);
    return socket;
  }
}

test('P8: a chat that comes to fit a saved view is in it without a reload, and leaves it when it fits no more', async () => {
  const view = await save(agent, { name: 'Lamps', filter: asks('conversation.label', 'has', 'lamps') });
  const id = await startConversation();
  const keeper = new ViewKeeper(view.id, await list(agent, `viewId=${view.id}`));
  expect([...keeper.ids]).toEqual([]);
  const socket = await keeper.follow(agent);
  await agent.patch(id, { labels: ['lamps'] });
  await waitUntil('it is in the view', () => keeper.ids.has(id));
  await agent.patch(id, { labels: [] });
  await waitUntil('it is out of it', () => !keeper.ids.has(id));
  await socket.close();
});

test('P8: what is known of a contact decides too, the moment it changes', async () => {
  const view = await save(agent, { name: 'Acme', filter: asks('contact.company', 'is', 'Acme') });
  const id = await startConversation();
  const keeper = new ViewKeeper(view.id, await list(agent, `viewId=${view.id}`));
  const socket = await keeper.follow(agent);
  const { contact } = await agent.read(id);
  await agent.http.patch(at(`/contacts/${contact.id}`), { company: 'Acme' });
  await waitUntil('it is in the view', () => keeper.ids.has(id));
  await socket.close();
  await agent.http.patch(at(`/contacts/${contact.id}`), { company: 'Other' });
  const again = await keeper.follow(agent);
  expect(keeper.ids.has(id), 'the change was missed, and told on return').toBe(false);
  await again.close();
});

test('P8: a saved view that is dropped again and again ends as the one that is loaded anew', async () => {
  const filter: Filter = {
    match: 'any',
    tests: [
      { property: 'conversation.label', operator: 'has', value: 'odd' },
      {
        match: 'all',
        tests: [
          { property: 'conversation.assignee', operator: 'is', value: 'me' },
          { property: 'conversation.priority', operator: 'is', value: ['high', 'urgent'] },
        ],
      },
    ],
  };
  const view = await save(boss, { name: 'Shared', filter, visibility: 'workspace' });
  const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => startConversation(`first ${n}`)));
  const keeper = new ViewKeeper(view.id, await list(agent, `viewId=${view.id}&limit=100`));
  let socket = await keeper.follow(agent);
  for (let i = 0; i < 60; i += 1) {
    const id = ids[i % ids.length]!;
    const changes = [
      () => agent.patch(id, { labels: i % 2 ? ['odd'] : ['even'] }),
      () => agent.patch(id, { priority: i % 3 ? 'urgent' : 'low' }),
      () => agent.patch(id, { assigneeId: i % 2 ? agent.userId : boss.userId }),
      () => agent.patch(id, { status: i % 4 ? 'open' : 'resolved' }),
    ];
    void changes[i % 4]!();
    if (i % 7 === 5) socket.drop();
    if (!socket.isOpen && i % 2) socket = await keeper.follow(agent);
    await pause(4);
  }
  if (!socket.isOpen) socket = await keeper.follow(agent);
  await waitUntil('the kept list is the loaded one', async () => {
    const loaded = (await list(agent, `viewId=${view.id}&limit=100`)).items.map((row) => row.id);
    return loaded.length === keeper.ids.size && loaded.every((id) => keeper.ids.has(id));
  });
  await socket.close();
});

test('counts follow: of shared views, of one’s own, each reader’s own where the filter says "me"', async () => {
  const mine = await save(boss, {
    name: 'Mine and urgent',
    filter: {
      match: 'all',
      tests: [
        { property: 'conversation.assignee', operator: 'is', value: 'me' },
        { property: 'conversation.priority', operator: 'is', value: 'urgent' },
      ],
    },
    visibility: 'workspace',
  });
  const done = await save(agent, { name: 'Done', filter: asks('conversation.status', 'is', 'resolved') });
  expect([mine.counted, done.counted]).toEqual([true, false]);
  const before = (await views(agent)).counts[mine.id]!;
  const others = (await views(boss)).counts[mine.id]!;
  const desks = await Promise.all([agent.connect(), boss.connect()]);
  for (const desk of desks) await desk.followRows();
  const id = await startConversation();
  await agent.patch(id, { assigneeId: agent.userId, priority: 'urgent' });
  const counts = (desk: TestSocket): Record<string, number> =>
    Object.assign({}, ...desk.all('own_counts').map((frame) => frame.counts));
  await waitUntil('the agent’s count rose', () => counts(desks[0]!)[mine.id] === before + 1);
  expect(counts(desks[1]!)[mine.id], 'the other’s did not').toBe(others);
  expect(done.id in counts(desks[0]!)).toBe(false);
  expect((await views(agent)).counts[mine.id]).toBe(before + 1);
  await Promise.all(desks.map((desk) => desk.close()));
});

test('P13: counting takes as many queries for twenty views as for two', async () => {
  const measure = async () => {
    await views(boss);
    return countQueries(() => views(boss));
  };
  for (const n of [1, 2]) await save(boss, { name: `Few ${n}`, filter: asks('contact.name', 'known') });
  const few = await measure();
  for (let n = 0; n < 18; n += 1)
    await save(boss, {
      name: `Many ${n}`,
      filter: asks('contact.city', 'is', `City ${n}`),
      visibility: 'workspace',
    });
  expect(await measure()).toBe(few);
});

test('who has which view: private ones their maker alone, a team’s its members, shared ones everybody', async () => {
  const team = await company.owner.http.post<{ id: string }>(at('/teams'), {
    name: 'Night shift',
    memberIds: [agent.userId],
  });
  const secret = await save(agent, { name: 'My secret', filter: asks('contact.name', 'known') });
  const night = await save(boss, {
    name: 'Night',
    filter: asks('contact.name', 'known'),
    visibility: 'team',
    teamId: team.id,
  });
  const names = async (who: TestAgent) => (await views(who)).items.map((view) => view.name);
  expect(await names(agent)).toEqual(expect.arrayContaining(['My secret', 'Night']));
  expect(await names(boss)).not.toContain('My secret');
  for (const [method, path, body] of [
    ['PATCH', `/views/${secret.id}`, { name: 'Found' }],
    ['DELETE', `/views/${secret.id}`, undefined],
    ['GET', `/conversations?viewId=${secret.id}`, undefined],
  ] as const) {
    const answer = await boss.http.call(method, at(path), body);
    expect([answer.status, answer.code], `${method} ${path}`).toEqual([404, 'view_not_found']);
  }
  const refused = await agent.http.call('PATCH', at(`/views/${night.id}`), { name: 'Taken over' });
  expect(refused.code).toBe('forbidden');
  expect(
    (
      await agent.http.call('POST', at('/views'), {
        name: 'For all',
        filter: asks('contact.name', 'known'),
        visibility: 'workspace',
      })
    ).code,
  ).toBe('forbidden');
  await company.owner.http.call('DELETE', at(`/teams/${team.id}`));
  expect(await names(agent), 'the team is gone, and its view').not.toContain('Night');
});

test('views are put in order, changed and deleted; a filter of nonsense is refused at its place', async () => {
  const [a, b] = [
    await save(agent, { name: 'A', emoji: '🌙', filter: asks('contact.name', 'known') }),
    await save(agent, { name: 'B', filter: asks('contact.name', 'known'), sort: 'oldest' }),
  ];
  await agent.http.put(at('/views/order'), { ids: [b.id, a.id] });
  const order = (await views(agent)).items.filter((view) => [a.id, b.id].includes(view.id));
  expect(order.map((view) => view.name)).toEqual(['B', 'A']);
  const changed = await agent.http.patch<SavedView>(at(`/views/${a.id}`), { name: 'A2', emoji: null });
  expect(changed).toMatchObject({ name: 'A2', emoji: null, sort: 'newest' });
  await agent.http.call('DELETE', at(`/views/${a.id}`));
  expect((await views(agent)).items.map((view) => view.id)).not.toContain(a.id);
  const wrong = await agent.http.call('POST', at('/views'), {
    name: 'Wrong',
    filter: asks('contact.name', 'over', 3),
  });
  expect([wrong.code, (wrong.body as { error: { field: string } }).error.field]).toEqual([
    'invalid_value',
    '/filter/tests/0/operator',
  ]);
});

test('the views everybody has: waiting longest first, what is followed by nobody is in no such view', async () => {
  const first = await startConversation('I was first');
  const second = await startConversation('I was second');
  await agent.write(await startConversation('answered'), 'Here you are');
  const page = await list(agent, 'view=waiting&limit=100');
  const ids = page.items.map((row) => row.id);
  expect(ids.indexOf(first)).toBeLessThan(ids.indexOf(second));
  expect(page.items.every((row) => row.waitingSince !== null)).toBe(true);
  expect((await list(agent, 'view=following')).items).toEqual([]);
  expect((await list(agent, 'view=spam')).items).toEqual([]);
  expect(page.counts.waiting).toBe(ids.length);
});

test('a view that is not there cannot be followed', async () => {
  const desk = await agent.connect();
  for (const view of [uuid(), 'everything']) {
    desk.send({ type: 'subscribe', topic: 'view', view });
    const frame = (await desk.waitFor(
      (f) => f.type === 'unsubscribed' && f.id === view,
    )) as ServerFrameOf<'unsubscribed'>;
    expect(frame.code).toBe('view_not_found');
  }
  await desk.close();
});
