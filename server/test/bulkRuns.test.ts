import type { BulkRun, Conversation } from '@causerie/protocol';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetOldBulkRuns, runBulk } from '../src/core/bulkRuns/runBulk.ts';
import { advanceSearch } from '../src/core/search/advanceSearch.ts';
import { releaseClaims } from '../src/db/releaseClaims.ts';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

/** More than two batches, and more than may be named by id. */
const MANY = 620;

let program: TestProgram;
let company: TestWorkspace;
let amelie: TestAgent;
let bruno: TestAgent;
let base: string;
let inboxId: string;
let inboxKey: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  amelie = await company.addAgent('Amélie', 'supervisor');
  bruno = await company.addAgent('Bruno');
  const inbox = await company.addInbox();
  inboxId = inbox.id;
  inboxKey = inbox.key;
  base = `/v1/workspaces/${company.id}`;
});
afterAll(() => program.stop());
beforeEach(async () => {
  await program.database.pool.query('delete from conversations where workspace_id = $1', [company.id]);
  await program.database.pool.query('delete from bulk_runs where workspace_id = $1', [company.id]);
});

/** Conversations written by hand: a person would take days. */
async function insertMany(
  many: number,
  columns: { label?: string; teamId?: string } = {},
): Promise<string[]> {
  const inserted = await program.database.pool.query<{ id: string }>(
    `with ct as (insert into contacts (workspace_id, id, name) select $1, gen_random_uuid(), 'Person ' || n from generate_series(1, $2) n
       returning id)
     insert into conversations (workspace_id, id, inbox_id, contact_id, mode, status, labels, team_id)
     select $1, gen_random_uuid(), $3, ct.id, 'messaging', 'open', $4, $5 from ct returning id`,
    [company.id, many, inboxId, columns.label ? [columns.label] : [], columns.teamId ?? null],
  );
  return inserted.rows.map((row) => row.id);
}

const step = () => runBulk(program.doors.core);
const start = (choice: object, patch: object, who = amelie, id = uuid()) =>
  who.http.post<BulkRun>(`${base}/bulk-runs`, { id, choice, patch });
const read = (id: string, who = amelie) => who.http.get<BulkRun>(`${base}/bulk-runs/${id}`);
const cancel = (id: string) => amelie.http.post<BulkRun>(`${base}/bulk-runs/${id}/cancel`, {});
const undo = (id: string) => amelie.http.post<BulkRun>(`${base}/bulk-runs/${id}/undo`, {});
async function finish(id: string): Promise<BulkRun> {
  while ((await step()) > 0);
  return read(id);
}
const countOf = async (condition: string): Promise<number> =>
  (
    await program.database.pool.query<{ n: number }>(
      `select count(*)::int as n from conversations where workspace_id = $1 and ${condition}`,
      [company.id],
    )
  ).rows[0]!.n;

test('everything in a view is changed, told step by step, each with its own event; and put back', async () => {
  await insertMany(MANY);
  const begun = await start({ view: 'unassigned' }, { status: 'resolved', addLabels: ['done'] });
  expect(begun).toMatchObject({ status: 'collecting', done: 0, changed: 0 });
  expect(await step()).toBe(1);
  expect(await read(begun.id)).toMatchObject({ status: 'running', total: MANY, done: 0 });
  expect(await step()).toBe(1);
  const underWay = await read(begun.id);
  expect(underWay.done).toBeGreaterThan(0);
  expect(underWay.done).toBeLessThan(MANY);
  const done = await finish(begun.id);
  expect(done).toMatchObject({ status: 'done', total: MANY, done: MANY, changed: MANY, failures: {} });
  expect(await countOf(`status = 'resolved' and labels = '{done}'`)).toBe(MANY);
  const events = await program.database.pool.query<{ n: number }>(
    `select count(*)::int as n from entries where workspace_id = $1 and event->>'type' = 'resolved' and author_id = $2`,
    [company.id, amelie.userId],
  );
  expect(events.rows[0]!.n).toBe(MANY);

  expect(await undo(begun.id)).toMatchObject({ status: 'undoing', done: 0 });
  expect(await finish(begun.id)).toMatchObject({ status: 'undone', undone: MANY, failures: {} });
  expect(await countOf(`status = 'open' and labels = '{}'`)).toBe(MANY);
  expect((await undo(begun.id)).status, 'once').toBe('undone');
});

test('an undo leaves what somebody changed meanwhile', async () => {
  const [first, second, third] = await insertMany(3);
  const { id } = await start({ view: 'all' }, { priority: 'high', assigneeId: amelie.userId });
  await finish(id);
  await bruno.patch(first!, { priority: 'low' });
  await bruno.patch(second!, { addLabels: ['theirs'] });
  await undo(id);
  expect(await finish(id)).toMatchObject({ status: 'undone', undone: 2, failures: { conflict: 1 } });
  const rows = await Promise.all([first, second, third].map((each) => amelie.read(each!)));
  expect(rows.map((row: Conversation) => [row.priority, row.assigneeId, row.labels])).toEqual([
    ['low', amelie.userId, []],
    ['none', null, ['theirs']],
    ['none', null, []],
  ]);
});

test('what the list held when it was asked is changed, and nothing that came later', async () => {
  await insertMany(5, { label: 'a' });
  const { id } = await start(
    {
      filter: { match: 'all', tests: [{ property: 'conversation.label', operator: 'has', value: ['a'] }] },
    },
    { priority: 'urgent' },
  );
  await step();
  await insertMany(2, { label: 'a' });
  expect(await finish(id)).toMatchObject({ total: 5, changed: 5 });
  expect(await countOf(`priority = 'urgent'`)).toBe(5);
});

test('team, inbox and a saved view are respected; a list with nothing in it ends at once', async () => {
  const team = await company.owner.http.post<{ id: string }>(`${base}/teams`, { name: `T ${uuid()}` });
  await insertMany(3, { teamId: team.id });
  await insertMany(4);
  const ofTeam = await start({ view: 'all', teamId: team.id }, { priority: 'low' });
  expect(await finish(ofTeam.id)).toMatchObject({ total: 3, changed: 3 });
  const view = await amelie.http.post<{ id: string }>(`${base}/views`, {
    name: 'Low',
    filter: {
      match: 'all',
      tests: [{ property: 'conversation.priority', operator: 'is', value: ['low'] }],
    },
  });
  const ofView = await start({ viewId: view.id }, { status: 'resolved' });
  expect(await finish(ofView.id)).toMatchObject({ total: 3, changed: 3 });
  const none = await start({ view: 'spam' }, { spam: false });
  expect(await finish(none.id)).toMatchObject({ status: 'done', total: 0, changed: 0 });
});

test('everything that a search finds, each conversation once', async () => {
  const { core } = program.doors;
  const told: string[] = [];
  for (const text of ['a broken lamp', 'broken again', 'all is well']) {
    const visitor = await TestVisitor.open(program.url, inboxKey);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text });
    await tab.say({ conversationId, text: `${text}, really` });
    await tab.close();
    told.push(conversationId);
  }
  while ((await advanceSearch(core, company.id, 'entries')) !== 'finished');
  const { id } = await start({ q: 'broken' }, { addLabels: ['defect'] });
  expect(await finish(id)).toMatchObject({ status: 'done', total: 2, changed: 2 });
  const rows = await Promise.all(told.map((each) => amelie.read(each)));
  expect(rows.map((row) => row.labels)).toEqual([['defect'], ['defect'], []]);
});

test('a search that takes too long each time ends it with the reason; one that does not goes on', async () => {
  const { core } = program.doors;
  const visitor = await TestVisitor.open(program.url, inboxKey);
  const tab = await visitor.connect();
  await tab.say({ conversationId: uuid(), text: 'a broken lamp' });
  await tab.close();
  while ((await advanceSearch(core, company.id, 'entries')) !== 'finished');
  const tooSlow = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
  const pool = Object.create(core.db.pool, { connect: { value: () => Promise.reject(tooSlow) } });
  const slow = async () => {
    // As if its claim had run out.
    await core.db.query('update bulk_runs set claimed_until = null where workspace_id = $1', [company.id]);
    return runBulk({ ...core, db: { ...core.db, pool } });
  };
  const { id } = await start({ q: 'broken' }, { addLabels: ['defect'] });
  await expect(slow()).rejects.toThrow('statement timeout');
  await expect(slow()).rejects.toThrow('statement timeout');
  expect(await read(id)).toMatchObject({ status: 'collecting' });
  expect(await slow()).toBe(1);
  expect(await read(id)).toMatchObject({ status: 'failed', failures: { search_too_slow: 1 }, changed: 0 });
  const again = await start({ q: 'broken' }, { addLabels: ['defect'] });
  await expect(slow()).rejects.toThrow('statement timeout');
  await core.db.query('update bulk_runs set claimed_until = null where workspace_id = $1', [company.id]);
  expect(await finish(again.id)).toMatchObject({ status: 'done', changed: 1 });
});

test('what an agent may not see is not changed for them', async () => {
  const role = await company.owner.http.post<{ id: string }>(`${base}/roles`, {
    name: `Own ${uuid()}`,
    permissions: ['conversations.reply', 'conversations.change'],
  });
  const carla = await company.addAgent('Carla');
  await company.owner.http.patch(`${base}/members/${carla.userId}`, { role: role.id });
  const [hers] = await insertMany(3);
  await amelie.patch(hers!, { assigneeId: carla.userId });
  const { id } = await start({ view: 'all' }, { priority: 'high' }, carla);
  while ((await step()) > 0);
  expect(await read(id, carla)).toMatchObject({ total: 1, changed: 1 });
  expect(await countOf(`priority = 'high'`)).toBe(1);
  expect((await amelie.http.call('GET', `${base}/bulk-runs/${id}`)).code).toBe('bulk_run_not_found');
});

test('cancelled: what is changed stays, the rest is left, and the undo puts back what was changed', async () => {
  await insertMany(MANY);
  const { id } = await start({ view: 'all' }, { priority: 'high' });
  await step();
  await step();
  const cancelled = await cancel(id);
  expect(cancelled.status).toBe('cancelled');
  expect(cancelled.changed).toBeGreaterThan(0);
  expect(cancelled.changed).toBeLessThan(MANY);
  expect(await step()).toBe(0);
  expect(await countOf(`priority = 'high'`)).toBe(cancelled.changed);
  await undo(id);
  expect(await finish(id)).toMatchObject({ status: 'undone', undone: cancelled.changed });
  expect(await countOf(`priority = 'high'`)).toBe(0);
});

test('a node that died in the middle of a batch: the next one goes on, and nothing is done twice', async () => {
  await insertMany(120);
  const { id } = await start({ view: 'all' }, { priority: 'high' });
  await step();
  await step();
  // As a node leaves it that died before it could say how far it was: items settled, the row behind, the claim standing.
  await program.database.pool.query(
    `update bulk_runs set place = 0, changed = 0, claimed_until = now() + interval '1 hour' where id = $1`,
    [id],
  );
  expect(await step(), 'another one has it').toBe(0);
  await program.database.pool.query(
    `update bulk_runs set claimed_until = now() - interval '1 s' where id = $1`,
    [id],
  );
  expect(await finish(id)).toMatchObject({ status: 'done', total: 120, changed: 120 });
  const doubled = await program.database.pool.query(
    `select conversation_id from entries where workspace_id = $1 and event->>'type' = 'priority_changed' group by 1 having count(*) > 1`,
    [company.id],
  );
  expect(doubled.rowCount).toBe(0);
});

test('a program with a database of its own, started again after a crash, goes on at once', async () => {
  await insertMany(3);
  const { id } = await start({ view: 'unassigned' }, { priority: 'low' });
  await step();
  await program.database.pool.query(
    `update bulk_runs set claimed_until = now() + interval '1 hour' where id = $1`,
    [id],
  );
  expect(await step()).toBe(0);
  await releaseClaims(program.database.pool);
  expect(await finish(id)).toMatchObject({ status: 'done', changed: 3 });
});

test('two workers at once do each conversation once', async () => {
  await insertMany(150);
  const { id } = await start({ view: 'all' }, { addLabels: ['once'] });
  await step();
  for (let n = 0; n < 6; n += 1) {
    // Both believe that it is theirs.
    const both = await Promise.all([step(), release(id).then(step)]);
    if (both[0] + both[1] === 0) break;
  }
  expect(await finish(id)).toMatchObject({ status: 'done', changed: 150 });
  const doubled = await program.database.pool.query(
    `select conversation_id from entries where workspace_id = $1 and event->>'type' = 'labels_changed' group by 1 having count(*) > 1`,
    [company.id],
  );
  expect(doubled.rowCount).toBe(0);
});

const release = (id: string) =>
  program.database.pool.query('update bulk_runs set claimed_until = null where id = $1', [id]);

test('a repeat is the same one; a second beside it, and a choice of nothing or two, are refused', async () => {
  await insertMany(2);
  const id = uuid();
  const first = await start({ view: 'all' }, { priority: 'high' }, amelie, id);
  expect(await start({ view: 'all' }, { priority: 'high' }, amelie, id)).toEqual(first);
  const call = (choice: object) =>
    amelie.http.call('POST', `${base}/bulk-runs`, { id: uuid(), choice, patch: { priority: 'low' } });
  expect((await call({ view: 'all' })).code).toBe('conflict');
  expect((await amelie.http.call('POST', `${base}/bulk-runs/${id}/undo`, {})).code).toBe('conflict');
  await finish(id);
  expect((await call({})).code).toBe('invalid_value');
  expect((await call({ view: 'all', q: 'x' })).code).toBe('invalid_value');
  expect((await call({ viewId: uuid() })).code).toBe('view_not_found');
  const wrong = { match: 'all', tests: [{ property: 'conversation.nothing', operator: 'is', value: 1 }] };
  expect((await call({ filter: wrong })).code).toBe('invalid_value');
});

test('each refusal is counted by its code; whoever may no longer change ends it', async () => {
  const [gone] = await insertMany(3);
  const { id } = await start({ view: 'all' }, { teamId: uuid() });
  await step();
  await program.database.pool.query('delete from conversations where id = $1', [gone]);
  expect(await finish(id)).toMatchObject({
    status: 'done',
    changed: 0,
    failures: { team_not_found: 2, conversation_not_found: 1 },
  });
  expect((await amelie.http.call('POST', `${base}/bulk-runs/${id}/undo`, {})).code).toBe('conflict');

  const role = await company.owner.http.post<{ id: string }>(`${base}/roles`, {
    name: `Reads ${uuid()}`,
    permissions: ['conversations.all'],
  });
  const dora = await company.addAgent('Dora');
  const hers = await start({ view: 'all' }, { priority: 'high' }, dora);
  await step();
  await company.owner.http.patch(`${base}/members/${dora.userId}`, { role: role.id });
  while ((await step()) > 0);
  expect(await read(hers.id, dora)).toMatchObject({ status: 'failed', failures: { forbidden: 1 } });
  expect(await countOf(`priority = 'high'`)).toBe(0);
});

test('an undo has a day; then the run is forgotten with what it found', async () => {
  await insertMany(2);
  const { id } = await start({ view: 'all' }, { priority: 'high' });
  expect((await finish(id)).undoUntil).toBeDefined();
  await program.database.pool.query(
    `update bulk_runs set finished_at = now() - interval '25 hours', created_at = now() - interval '3 days' where id = $1`,
    [id],
  );
  expect((await read(id)).undoUntil).toBeUndefined();
  expect((await amelie.http.call('POST', `${base}/bulk-runs/${id}/undo`, {})).code).toBe('undo_expired');
  expect(await forgetOldBulkRuns(program.doors.core)).toBe(1);
  const left = await program.database.pool.query('select from bulk_run_items where run_id = $1', [id]);
  expect(left.rowCount).toBe(0);
});
