import type {
  Faq,
  FaqExample,
  OpportunityDetail,
  OpportunityDrafted,
  OpportunityList,
  OpportunityRun,
  Snippet,
} from '@causerie/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mining } from '../src/core/opportunities/mining.ts';
import { PastWorker } from '../src/core/runs/pastWorker.ts';
import { sampleConversations } from '../src/engines/mining/testing/sampleConversations.ts';
import { uuid } from '../src/lib/uuid.ts';
import { importTurns } from '../src/testing/importTurns.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let program: TestProgram;
let workspace: TestWorkspace;
let base: string;
beforeAll(async () => {
  // The tests do the work themselves, so that they can look between.
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  workspace = await createTestWorkspace(program);
  base = `/v1/workspaces/${workspace.id}`;
  // The past of a small shop.
  await importTurns(program, workspace, sampleConversations().turns);
});
afterAll(() => program.stop());

const range = { since: '2026-01-01T00:00:00Z', until: '2026-12-31T00:00:00Z' };
const order = (more: object = {}) =>
  workspace.owner.http.post<OpportunityRun>(`${base}/opportunity-runs`, { id: uuid(), ...range, ...more });
const list = (query = '') => workspace.owner.http.get<OpportunityList>(`${base}/opportunities${query}`);
const read = (id: string) => workspace.owner.http.get<OpportunityDetail>(`${base}/opportunities/${id}`);
const post = (path: string, body: object = {}) => workspace.owner.http.call('POST', `${base}${path}`, body);
const runOf = async (id: string) =>
  (await workspace.owner.http.get<{ items: OpportunityRun[] }>(`${base}/opportunity-runs`)).items.find(
    (run) => run.id === id,
  )!;
async function search(more: object = {}): Promise<OpportunityList> {
  const { id } = await order(more);
  await new PastWorker(program.doors.core, mining).doNext();
  expect(await runOf(id)).toMatchObject({ state: 'ready', problem: null });
  return list(`?runId=${id}`);
}
const findParcel = ({ items }: OpportunityList) => items.find((one) => one.name?.includes('parcel'))!;

test('before the first search there is nothing; one at a time; a repeat of the order is the same run', async () => {
  expect(await list()).toEqual({ run: null, items: [] });
  const id = uuid();
  const run = await order({ id });
  expect(run).toMatchObject({ id, state: 'queued', progress: 0 });
  expect(await order({ id })).toEqual(run);
  expect(await post('/opportunity-runs', { id: uuid() })).toMatchObject({
    status: 409,
    code: 'run_under_way',
  });
  expect(await post(`/opportunity-runs/${id}/cancel`)).toMatchObject({ status: 200 });
  expect(await post(`/opportunity-runs/${id}/cancel`)).toMatchObject({ status: 409, code: 'run_settled' });
  expect(await new PastWorker(program.doors.core, mining).doNext()).toBe(0);
  expect(await runOf(id)).toMatchObject({ state: 'cancelled' });
  const backwards = { id: uuid(), since: range.until, until: range.since };
  expect(await post('/opportunity-runs', backwards)).toMatchObject({ code: 'invalid_value' });
});

test('finds what is asked again and again in each language, with answers, times and what it would save', async () => {
  const found = await search();
  expect(found.run).toMatchObject({ state: 'ready', progress: 1, conversations: 72, conversationsRead: 72 });
  expect(await list()).toEqual(found);
  expect([...new Set(found.items.map((one) => one.language))].sort()).toEqual(['en', 'fr', 'zh']);
  expect(found.items.map((one) => one.place)).toEqual(found.items.map((_, i) => i + 1));
  const parcel = findParcel(found);
  expect(parcel.volume).toBeGreaterThanOrEqual(8);
  expect(parcel.answers.same).toBeGreaterThan(0.8);
  expect(parcel.saved.low).toBeLessThanOrEqual(parcel.saved.expected);
  expect(parcel.saved.high).toBeGreaterThanOrEqual(parcel.saved.expected);
  expect(parcel.hours.reduce((sum, n) => sum + n, 0)).toBe(parcel.volume);
  const detail = await read(parcel.id);
  expect(detail.opportunity).toEqual(parcel);
  expect(detail.examples).toHaveLength(parcel.examples);
  expect(detail.answer?.text).toContain('is on its way');
  // Each stands where it says.
  const first = detail.examples[0]!;
  const log = await workspace.owner.log(first.conversationId);
  expect(log.find((entry) => entry.seq === first.seq)).toMatchObject({ content: { text: first.text } });
});

test('beyond the limit a sample is read, and the run says so', async () => {
  const { id } = await order();
  await new PastWorker(program.doors.core, mining, 40).doNext();
  expect(await runOf(id)).toMatchObject({ state: 'ready', conversations: 72, conversationsRead: 40 });
});

test('what is dismissed stays so in later searches, until it is restored', async () => {
  const before = findParcel(await search());
  expect(await post(`/opportunities/${before.id}/dismiss`)).toMatchObject({ status: 200 });
  expect(await post(`/opportunities/${before.id}/dismiss`)).toMatchObject({ status: 200 });
  const after = await search();
  expect(findParcel(after).dismissed).toBe(true);
  expect(after.items.filter((one) => one.dismissed)).toHaveLength(1);
  await post(`/opportunities/${findParcel(after).id}/restore`);
  expect((await read(before.id)).opportunity.dismissed).toBe(false);
  expect(findParcel(await search()).dismissed).toBe(false);
});

test('one click makes a snippet of the answer and an FAQ that is off, once', async () => {
  const parcel = findParcel(await list());
  const made = await workspace.owner.http.post<OpportunityDrafted>(
    `${base}/opportunities/${parcel.id}/snippet`,
    {},
  );
  const { items: snippets } = await workspace.owner.http.get<{ items: Snippet[] }>(`${base}/snippets`);
  const snippet = snippets.find((one) => one.id === made.snippetId)!;
  expect(snippet.texts).toEqual([
    { language: 'en', text: expect.stringContaining('is on its way') as string },
  ]);
  const path = `${base}/opportunities/${parcel.id}/faq`;
  const drafted = await workspace.owner.http.post<OpportunityDrafted>(path, {});
  expect(drafted.snippetId).toBe(made.snippetId);
  expect(await workspace.owner.http.post<OpportunityDrafted>(path, {})).toEqual(drafted);
  const faq = await workspace.owner.http.get<Faq>(`${base}/faqs/${drafted.faqId}`);
  expect(faq).toMatchObject({ stage: 'off', snippetId: made.snippetId });
  const examples = await workspace.owner.http.get<{ items: FaqExample[] }>(`${base}/faqs/${faq.id}/examples`);
  expect(examples.items.length).toBeGreaterThanOrEqual(8);
  expect(examples.items.every((one) => one.source === 'opportunity' && one.language === 'en')).toBe(true);
  expect((await read(parcel.id)).opportunity).toMatchObject(drafted);
});

test('what was made of one is undone by deleting it, and can be made again', async () => {
  const parcel = findParcel(await list());
  const { faqId, snippetId } = parcel;
  expect((await workspace.owner.http.call('DELETE', `${base}/faqs/${faqId}`)).status).toBeLessThan(300);
  expect((await read(parcel.id)).opportunity).toMatchObject({ snippetId, faqId: null });
  expect((await workspace.owner.http.call('DELETE', `${base}/snippets/${snippetId}`)).status).toBeLessThan(
    300,
  );
  expect((await read(parcel.id)).opportunity).toMatchObject({ snippetId: null, faqId: null });
  const again = await workspace.owner.http.post<OpportunityDrafted>(
    `${base}/opportunities/${parcel.id}/faq`,
    {},
  );
  expect(again.snippetId).not.toBe(snippetId);
  expect((await read(parcel.id)).opportunity).toMatchObject(again);
});

test('a search for one language finds that one only', async () => {
  const { run, items } = await search({ languages: ['fr-CA'] });
  expect(run!.languages).toEqual(['fr-CA']);
  expect([...new Set(items.map((one) => one.language))]).toEqual(['fr']);
});

test('who may not see a conversation does not read its words here; who may not change FAQs searches nothing', async () => {
  const { owner } = workspace;
  const role = await owner.http.post<{ id: string }>(`${base}/roles`, {
    name: 'Figures',
    permissions: ['reports.read'],
  });
  const reader = await workspace.addAgent('Rita Reader', role.id);
  const found = await reader.http.get<OpportunityList>(`${base}/opportunities`);
  expect(found.items.length).toBeGreaterThan(0);
  expect(found.items.every((one) => one.name === null && one.examples === 0)).toBe(true);
  const detail = await reader.http.get<OpportunityDetail>(`${base}/opportunities/${found.items[0]!.id}`);
  expect(detail).toMatchObject({ examples: [], answer: null });
  const refused = await reader.http.call('POST', `${base}/opportunity-runs`, { id: uuid() });
  expect(refused).toMatchObject({ status: 403, code: 'forbidden' });
  const agent = await workspace.addAgent('Ann Agent');
  expect(await agent.http.call('GET', `${base}/opportunities`)).toMatchObject({ status: 403 });
});

test('a run whose node was killed is taken up by another one', async () => {
  const { db } = program.doors.core;
  const { id } = await order();
  await db.query(
    `update opportunity_runs set state = 'running', miner = $3, heartbeat_at = now() - interval '1 minute', attempts = 1
     where workspace_id = $1 and id = $2`,
    [workspace.id, id, uuid()],
  );
  expect(await new PastWorker(program.doors.core, mining).doNext()).toBe(1);
  expect(await runOf(id)).toMatchObject({ state: 'ready' });
});

test('one that is cancelled while it runs ends, and leaves nothing', async () => {
  const { id } = await order();
  const { core } = program.doors;
  // It cannot go on before this is released: it reads what was dismissed before it groups.
  const client = await core.db.pool.connect();
  await client.query('begin');
  await client.query('lock table opportunity_dismissals in access exclusive mode');
  const run = new PastWorker(core, mining).doNext();
  await waitUntil('the run to begin', async () => (await runOf(id)).state === 'running' || undefined);
  expect(await post(`/opportunity-runs/${id}/cancel`)).toMatchObject({ status: 200 });
  await client.query('commit');
  client.release();
  await run;
  expect(await runOf(id)).toMatchObject({ state: 'cancelled', conversations: 0 });
  expect((await list(`?runId=${id}`)).items).toEqual([]);
});

test('exports as CSV and as lines of JSON', async () => {
  const { items } = await list();
  const get = async (ending: string) =>
    (await workspace.owner.http.call('GET', `${base}/opportunities.${ending}`)) as { body: unknown };
  expect(
    String((await get('csv')).body)
      .trimEnd()
      .split('\r\n'),
  ).toHaveLength(items.length + 1);
  const lines = String((await get('jsonl')).body)
    .trimEnd()
    .split('\n');
  expect(lines.length).toBe(items.length);
});

test('P23: with a contact their words go from what was found', async () => {
  const parcel = findParcel(await list());
  const detail = await read(parcel.id);
  const gone = detail.examples[0]!;
  const conversation = await workspace.owner.http.get<{ contact: { id: string } }>(
    `${base}/conversations/${gone.conversationId}`,
  );
  expect(
    (await workspace.owner.http.call('DELETE', `${base}/contacts/${conversation.contact.id}`)).status,
  ).toBeLessThan(300);
  const after = await read(parcel.id);
  expect(after.examples.map((one) => one.text)).not.toContain(gone.text);
  expect(after.opportunity.name).toBe(after.examples[0]!.text);
  const stored = await program.doors.core.db.query(
    `select opportunities::text as row from opportunities where workspace_id = $1
     union all select opportunity_messages::text from opportunity_messages where workspace_id = $1
     union all select opportunity_runs::text from opportunity_runs where workspace_id = $1`,
    [workspace.id],
  );
  expect(stored.rows.filter(({ row }) => (row as string).includes(gone.text))).toEqual([]);
});
