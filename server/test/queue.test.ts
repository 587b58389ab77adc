import type { QueueReport, Queues, ServerFrameOf } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { type Company, createCompany } from '../src/testing/routingCompany.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { waitUntil as waitShortly } from '../src/testing/waitUntil.ts';

const waitUntil: typeof waitShortly = (what, look) => waitShortly(what, look, 40_000);
// Companies, people and sign-ins cost time; nothing here is a matter of speed.
vi.setConfig({ testTimeout: 120_000 });
let program: TestProgram;
beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
});
afterAll(() => program.stop());

const live = (routing = {}) => createCompany(program, routing, { mode: 'live' });

async function join(company: Company): Promise<{ id: string; tab: TestSocket; visitor: TestVisitor }> {
  const visitor = await TestVisitor.open(program.url, company.inbox.key);
  const tab = await visitor.connect();
  const { conversationId: id } = await tab.say({ conversationId: uuid() });
  return { id, tab, visitor };
}
const told = (tab: TestSocket): ServerFrameOf<'queue'> | undefined => tab.all('queue').at(-1);
const isTold = (tab: TestSocket, place: number | null) =>
  waitUntil(`told the place ${place}`, () => told(tab)?.place === place && told(tab));

const isServed = (company: Company, id: string) =>
  waitUntil(`${id} is served`, async () => (await company.read(id)).assigneeId !== null);

/** Waits that ended a while ago, one a minute with somebody always waiting, with one agent there. */
async function givePace(company: Company, everySeconds = 60): Promise<void> {
  const id = await company.ask();
  await company.owner.patch(id, { status: 'resolved' });
  await company.query(
    `insert into queue_waits (workspace_id, conversation_id, left_at, inbox_id, since, outcome, routed, agents)
     select $1, $2, now() - make_interval(secs => n * $4), $3, now() - interval '3 hours', 'assigned', true, 1 from generate_series(1, 12) n`,
    [id, company.inbox.id, everySeconds],
  );
}

test('visitors see their place and the expected wait, and both move as the queue does', async () => {
  const company = await live();
  await givePace(company);
  const amelie = await company.agent('Amélie', { capacity: 1 });
  const first = await join(company);
  await isServed(company, first.id);
  const second = await join(company);
  const third = await join(company);
  await isTold(third.tab, 2);
  expect(told(second.tab)).toMatchObject({ place: 1, conversationId: second.id, expectedSeconds: 60 });
  expect(told(third.tab)).toMatchObject({ place: 2, expectedSeconds: 120 });
  await amelie.patch(first.id, { status: 'resolved' });
  await isTold(second.tab, null);
  expect(await isTold(third.tab, 1)).toMatchObject({ expectedSeconds: 60 });
  expect(first.tab.all('queue').every((f) => f.conversationId === first.id)).toBe(true);
});

test('who leaves keeps the place, and is told it again at once on coming back', async () => {
  const company = await live();
  const before = await join(company);
  const leaver = await join(company);
  const after = await join(company);
  await isTold(after.tab, 3);
  leaver.tab.send({ type: 'leave' });
  await waitUntil('left', async () => (await company.read(leaver.id)).mode === 'messaging');
  await leaver.tab.close();
  await before.tab.say({ conversationId: before.id, text: 'Still here' });
  const tab = await leaver.visitor.connect();
  await tab.subscribe(leaver.id);
  await tab.waitFor((f) => f.type === 'queue' && f.place === 2 && f.conversationId === leaver.id);
  const again = await TestVisitor.open(program.url, company.inbox.key, {
    token: after.visitor.session.token,
  });
  expect(again.session.conversations[0]?.id).toBe(after.id);
});

test('nobody there: the place is told, no wait is promised', async () => {
  const company = await live();
  await givePace(company);
  const { tab } = await join(company);
  expect(await isTold(tab, 1)).toMatchObject({ expectedSeconds: null });
});

test('a messaging inbox, and one that does not want it, tell no places', async () => {
  const quiet = await createCompany(program);
  const hidden = await live({ showQueue: false });
  const shown = await live();
  const tabs = [await join(quiet), await join(hidden), await join(shown)].map((v) => v.tab);
  await isTold(tabs[2]!, 1);
  expect(tabs.slice(0, 2).map((tab) => tab.all('queue').length)).toEqual([0, 0]);
});

test('agents see the queue: who waits in what order, for how long, and who is there', async () => {
  const company = await live({});
  const ids = [(await join(company)).id, (await join(company)).id, (await join(company)).id];
  await company.owner.patch(ids[2]!, { priority: 'high' });
  await company.agent('Amélie', { capacity: 1, languages: ['de'] });
  const read = async () => {
    const { items } = await company.owner.http.get<Queues>(`${company.at}/queue`);
    return items.find((q) => q.inboxId === company.inbox.id)!;
  };
  expect(await read()).toMatchObject({ teamId: null, agents: 1 });
  const now = await waitUntil('one is served', async () => {
    const queue = await read();
    return queue.waiting === 2 && queue.room === 0 && queue;
  });
  expect(now.conversationIds).toEqual([ids[0], ids[1]]);
  expect(Date.parse(now.longestSince!)).toBeLessThanOrEqual(Date.now());
});

test('the report compares what was promised with what it took', async () => {
  const company = await live();
  await givePace(company, 120);
  const amelie = await company.agent('Amélie', { capacity: 1 });
  const first = await join(company);
  await isServed(company, first.id);
  const second = await join(company);
  await isTold(second.tab, 1);
  await waitUntil('the promise is kept in mind', async () => {
    const kept = await program.database.pool.query(
      'select promised_seconds from queue_places where workspace_id = $1 and promised_at is not null',
      [company.id],
    );
    return kept.rows[0]?.promised_seconds === 120;
  });
  await company.query(
    `update queue_places set promised_at = now() - interval '5 minutes', since = now() - interval '5 minutes' where workspace_id = $1`,
  );
  await amelie.patch(first.id, { status: 'resolved' });
  await isServed(company, second.id);
  await company.query('delete from queue_waits where workspace_id = $1 and conversation_id <> $2', [
    second.id,
  ]);
  const report = await company.owner.http.get<QueueReport>(`${company.at}/queue/report?days=1`);
  const item = report.items.find((one) => one.inboxId === company.inbox.id)!;
  expect(item).toMatchObject({ assigned: 1, gone: 0, promised: 1, medianPromised: 120, kept: 0 });
  // Promised two minutes, took five: three minutes too long.
  expect(item.medianBias).toBeGreaterThanOrEqual(180);
  expect(item.medianBias).toBeLessThan(200);
});
