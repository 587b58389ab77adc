import type { ConversationPatch, Inbox } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountedRow, countVisible } from '../src/core/conversations/mayRead.ts';
import { OpenCounts } from '../src/core/conversations/openCounts.ts';
import { countOpen } from '../src/core/conversations/readConversations.ts';
import type { Db } from '../src/db/transaction.ts';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

/** P8: what a view is said to hold is what it holds, also where it is followed instead of counted. */
let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox({ settings: { askRating: false } });
});
afterAll(() => program.stop());

/** The database, and how it was asked. */
function listenedTo(): { db: Pick<Db, 'query'>; asked: (string | undefined)[] } {
  const asked: (string | undefined)[] = [];
  const { db } = program.doors.core;
  const query: Db['query'] = (text, values) => {
    asked.push(typeof text === 'string' ? undefined : text.name);
    return db.query(text, values);
  };
  return { db: { query }, asked };
}

const system = () => ({ kind: 'system' as const, workspaceId: company.id });
const counted = async () => countVisible(await countOpen(program.doors.core.db, company.id), system());
const viewsOf = (rows: CountedRow[]) => countVisible(rows, system());

async function start() {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
  return { tab, conversationId };
}

test('what is followed equals what is counted after every kind of change, and is not counted again', async () => {
  const team = await company.owner.http.post<{ id: string }>(`/v1/workspaces/${company.id}/teams`, {
    name: 'Parcels',
    memberIds: [agent.userId],
  });
  const started = await Promise.all(Array.from({ length: 8 }, start));
  const [a, b, c, d, e, f, g] = started.map(({ conversationId }) => conversationId) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const { db, asked } = listenedTo();
  const counts = new OpenCounts(db, { keptFrom: 1 });
  expect(await counts.views(system())).toEqual(await counted());
  asked.length = 0;
  const patch = (id: string, change: ConversationPatch) => () => agent.patch(id, change);
  const changes: (() => Promise<unknown>)[] = [
    () => start(),
    patch(a, { assigneeId: agent.userId }),
    () => agent.write(a, 'An answer: nobody waits any more'),
    () => started[0]!.tab.say({ conversationId: a, text: 'and now somebody does' }),
    patch(a, { assigneeId: null }),
    patch(b, { teamId: team.id }),
    patch(c, { status: 'pending' }),
    patch(d, { status: 'snoozed', snoozedUntil: new Date(Date.now() + 3_600_000).toISOString() }),
    patch(d, { status: 'open' }),
    patch(e, { status: 'resolved' }),
    () => started[4]!.tab.say({ conversationId: e, text: 'not done' }),
    patch(f, { spam: true }),
    patch(f, { spam: false }),
    patch(f, { spam: true }),
    async () => {
      const { contact } = await agent.read(g);
      await company.owner.http.call('DELETE', `/v1/workspaces/${company.id}/contacts/${contact.id}`);
    },
    () => company.owner.http.call('DELETE', `/v1/workspaces/${company.id}/teams/${team.id}`),
  ];
  let before = await counts.views(system());
  for (const change of changes) {
    await change();
    const now = await counts.views(system());
    expect(now).toEqual(await counted());
    expect(now).not.toEqual(before);
    before = now;
  }
  expect(new Set(asked)).toEqual(new Set(['follow-open']));
  expect(await agent.http.call('GET', agent.path(g))).toMatchObject({ code: 'conversation_not_found' });
  await Promise.all(started.map(({ tab }) => tab.close()));
});

test('a transaction that commits late is not missed, and one that comes to nothing is not counted', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  const counts = new OpenCounts(program.doors.core.db, { keptFrom: 1 });
  const before = viewsOf(await counts.rows(company.id));
  const [late, never] = [await program.database.pool.connect(), await program.database.pool.connect()];
  try {
    const spam = `update conversations set spam = true, version = version + 1, changed_xid = pg_current_xact_id() where workspace_id = $1 and id = $2`;
    await late.query('begin');
    await late.query(spam, [company.id, one.conversationId]);
    await never.query('begin');
    await never.query(spam, [company.id, other.conversationId]);
    // Others that are begun later are committed and seen before.
    const next = await start();
    expect(await counts.views(system())).toEqual({
      ...before,
      open: before.open + 1,
      unassigned: before.unassigned + 1,
      waiting: before.waiting + 1,
    });
    await late.query('commit');
    await never.query('rollback');
    expect(await counts.views(system())).toMatchObject({ open: before.open, spam: before.spam + 1 });
    expect(await counts.views(system())).toEqual(await counted());
    await Promise.all([one, other, next].map(({ tab }) => tab.close()));
  } finally {
    late.release();
    never.release();
  }
});

test('everybody who asks after a change has it in the answer, however many ask at once', async () => {
  const counts = new OpenCounts(program.doors.core.db, { keptFrom: 1 });
  let { open } = await counts.views(system());
  for (let round = 0; round < 5; round += 1) {
    const asking = Array.from({ length: 3 }, () => counts.rows(company.id));
    const { tab } = await start();
    open += 1;
    const answers = await Promise.all(Array.from({ length: 10 }, () => counts.views(system())));
    expect(new Set(answers.map((answer) => answer.open))).toEqual(new Set([open]));
    await Promise.all(asking);
    await tab.close();
  }
});

test('after too many changes, and where few or too many are open, all are counted', async () => {
  const { db, asked } = listenedTo();
  const counts = new OpenCounts(db, { keptFrom: 1, mostChanged: 2 });
  await counts.views(system());
  const tabs = await Promise.all([start(), start(), start()]);
  asked.length = 0;
  expect(await counts.views(system())).toEqual(await counted());
  expect(asked).toContain('count-open');

  for (const limits of [{ keptFrom: 1000 }, { keptFrom: 1, mostKept: 2 }]) {
    const few = new OpenCounts(db, limits);
    asked.length = 0;
    expect(await few.views(system())).toEqual(await counted());
    expect(await few.views(system())).toEqual(await counted());
    expect(asked).toEqual(['count-open', 'count-open']);
  }
  await Promise.all(tabs.map(({ tab }) => tab.close()));
});

test('while a transaction goes on for long, all are counted, and followed again when it is over', async () => {
  const { db, asked } = listenedTo();
  const counts = new OpenCounts(db, { keptFrom: 1, mostBehind: 50 });
  const long = await program.database.pool.connect();
  try {
    await long.query('begin; select pg_current_xact_id()');
    for (let i = 0; i < 60; i += 1) await program.database.pool.query('select pg_current_xact_id()');
    for (let i = 0; i < 2; i += 1) {
      asked.length = 0;
      expect(await counts.views(system())).toEqual(await counted());
      expect(asked).toEqual(['count-open', undefined]);
    }
  } finally {
    await long.query('rollback');
    long.release();
  }
  await waitUntil('followed again', async () => {
    asked.length = 0;
    expect(await counts.views(system())).toEqual(await counted());
    return asked.length === 1 && asked[0] === 'follow-open';
  });
});

test('a failure is told to all who asked, and the next one is answered', async () => {
  let fails = true;
  const { db } = program.doors.core;
  const query: Db['query'] = (text, values) =>
    fails ? Promise.reject(new Error('gone')) : db.query(text, values);
  const counts = new OpenCounts({ query }, { keptFrom: 1 });
  const answers = await Promise.allSettled([1, 2, 3].map(() => counts.rows(company.id)));
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  fails = false;
  expect(await counts.views(system())).toEqual(await counted());
});

test('rooms for what is kept are given to those who asked last', async () => {
  const second = await createTestWorkspace(program);
  const inboxOfSecond = await second.addInbox();
  const visitor = await TestVisitor.open(program.url, inboxOfSecond.key);
  const tab = await visitor.connect();
  await tab.say({ conversationId: uuid(), text: 'Hello?' });
  const { db, asked } = listenedTo();
  const all = (await countOpen(db, company.id)).reduce((sum, { n }) => sum + n, 0);
  const counts = new OpenCounts(db, { keptFrom: 1, mostKept: all });
  await counts.rows(company.id);
  await counts.rows(second.id);
  asked.length = 0;
  await counts.rows(second.id);
  expect(asked).toEqual(['follow-open']);
  await counts.rows(company.id);
  expect(asked).toEqual(['follow-open', 'count-open', undefined, 'read-open']);
  await tab.close();
});
