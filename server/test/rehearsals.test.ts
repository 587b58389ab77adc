import type {
  Faq,
  Rehearsal,
  RehearsalDecision,
  RehearsalDecisionList,
  RehearsalReport,
  Snippet,
} from '@causerie/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rehearsing } from '../src/core/rehearsals/rehearsing.ts';
import { PastWorker } from '../src/core/runs/pastWorker.ts';
import type { Turn } from '../src/engines/mining/turn.ts';
import { readTable } from '../src/engines/tables/readTable.ts';
import { uuid } from '../src/lib/uuid.ts';
import {
  allTopics,
  answersOf,
  createFaqScene,
  examplesOf,
  type FaqScene,
  type Topic,
} from '../src/testing/faqScene.ts';
import { importTurns } from '../src/testing/importTurns.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let program: TestProgram;
let workspace: TestWorkspace;
let base: string;
let scene: FaqScene;
const range = { since: '2026-01-01T00:00:00Z', until: '2026-12-31T00:00:00Z' };
const day = 24 * 3600_000;
const start = Date.UTC(2026, 0, 5, 9);
/** One a week. */
const opening = ['', ' this week', ' at easter'].flatMap((when) =>
  ['when do you open', 'are you open on sunday', 'opening hours please', 'until when is the shop open'].map(
    (text) => `${text}${when}`,
  ),
);

beforeAll(async () => {
  // The tests do the work themselves, so that they can look between.
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  workspace = await createTestWorkspace(program);
  base = `/v1/workspaces/${workspace.id}`;
  await importTurns(program, workspace, listPast());
  scene = await createFaqScene(workspace, { stage: 'off', train: false });
});
afterAll(() => program.stop());

/**
 * Twelve weeks of a lamp shop: what its FAQs know, in other words; on dimming agents say something else than the FAQ. And its
 * opening hours, on which there is no FAQ yet.
 */
function listPast(): Turn[] {
  return Array.from({ length: 12 }, (_, week) => {
    const known = allTopics.map((topic) => ({
      asked: `${examplesOf(topic)[week * 2]} ${1000 + week}`,
      answer:
        topic === 'Dimming' ? 'Sorry, our workshop has to look that up and calls you.' : answersOf[topic],
    }));
    const all = [...known, { asked: opening[week]!, answer: 'From nine to eight, except Sundays.' }];
    return all.flatMap(({ asked, answer }, i): Turn[] => {
      const conversation = `past-${week}-${i}`;
      const at = start + week * 7 * day + i * 3600_000;
      return [
        { conversation, at, author: 'contact', text: 'Hello' },
        { conversation, at: at + 20_000, author: 'contact', text: asked },
        { conversation, at: at + 140_000, author: 'agent', agent: 'Ann', text: answer },
        { conversation, at: at + 200_000, author: 'contact', text: 'ok thanks' },
      ];
    });
  }).flat();
}

async function makeFaq(examples: string[], text: string): Promise<Faq> {
  const { http } = workspace.owner;
  const snippet = await http.post<Snippet>(`${base}/snippets`, {
    name: `FAQ ${uuid()}`,
    texts: [{ language: 'en', text }],
  });
  return http.post<Faq>(`${base}/faqs`, {
    snippetId: snippet.id,
    cost: 'low',
    examples: examples.map((each) => ({ text: each, language: 'en' })),
  });
}

const post = (path: string, body: object = {}) => workspace.owner.http.call('POST', `${base}${path}`, body);
const order = (more: object = {}) =>
  workspace.owner.http.post<Rehearsal>(`${base}/rehearsals`, { id: uuid(), ...range, ...more });
const read = (id: string) => workspace.owner.http.get<RehearsalReport>(`${base}/rehearsals/${id}`);
const listDecisions = (id: string, query = '') =>
  workspace.owner.http.get<RehearsalDecisionList>(`${base}/rehearsals/${id}/decisions${query}`);
async function rehearse(more: object = {}): Promise<RehearsalReport> {
  const { id } = await order(more);
  await new PastWorker(program.doors.core, rehearsing).doNext();
  const done = await read(id);
  expect(done.run).toMatchObject({ state: 'ready', problem: null, progress: 1 });
  return done;
}

test('one at a time; a repeat of the order is the same one; what is over cannot be stopped', async () => {
  const id = uuid();
  const run = await order({ id });
  expect(run).toMatchObject({ id, state: 'queued', progress: 0 });
  expect(await order({ id })).toEqual(run);
  expect(await read(id)).toEqual({ run, report: null });
  expect(await post('/rehearsals', { id: uuid() })).toMatchObject({
    status: 409,
    code: 'rehearsal_under_way',
  });
  expect(await post(`/rehearsals/${id}/cancel`)).toMatchObject({ status: 200 });
  expect(await post(`/rehearsals/${id}/cancel`)).toMatchObject({ status: 409, code: 'rehearsal_settled' });
  expect(await new PastWorker(program.doors.core, rehearsing).doNext()).toBe(0);
  const backwards = { id: uuid(), since: range.until, until: range.since };
  expect(await post('/rehearsals', backwards)).toMatchObject({ code: 'invalid_value' });
  expect(await post('/rehearsals', { id: uuid(), faqIds: [uuid()] })).toMatchObject({
    code: 'faq_not_found',
  });
});

test('tells what would have been answered, by FAQ and by week, with intervals, and where', async () => {
  const { run, report } = await rehearse();
  expect(run).toMatchObject({ conversations: 60, conversationsRead: 60 });
  const { total } = report!;
  expect([total.messages, total.conversations]).toEqual([60, 60]);
  expect(total.answered.all + total.asked.all + total.suggested.all + total.left).toBe(total.messages);
  expect(total.answered.right).toBeGreaterThanOrEqual(20);
  expect(total.precision.of).toBe(total.answered.right + total.answered.wrong);
  expect(total.precision.low!).toBeLessThan(total.precision.share!);
  expect(total.precision.high!).toBeGreaterThan(total.precision.share!);
  expect(total.minutes.saved).toBeCloseTo(2 * total.answered.right, 5);
  expect(total.minutes.low).toBeLessThan(total.minutes.saved);
  expect(total.minutes.high).toBeGreaterThan(total.minutes.saved);
  expect(report!.minutesPerMonth.saved).toBeCloseTo((total.minutes.saved * 30) / report!.days, 4);
  expect(report!.weeks.map((week) => week.figures.messages)).toEqual(Array.from({ length: 12 }, () => 5));
  expect(report!.weeks.every((week) => new Date(week.from).getUTCDay() === 1)).toBe(true);
  expect(report!.faqs.reduce((sum, one) => sum + one.figures.answered.all, 0)).toBe(total.answered.all);
  const delivery = report!.faqs.find((one) => one.faqId === scene.faqs.Delivery.id)!;
  expect(delivery.figures.answered).toMatchObject({ wrong: 0 });
  expect(delivery.advice).toBe('shadow');
  const { items } = await listDecisions(run.id, '?limit=200');
  expect(items.filter((one) => one.decision === 'answer')).toHaveLength(total.answered.all);
  // Each stands where it says, and so does what the agent answered.
  const one = items.find((each) => each.faqs[0]!.faqId === scene.faqs.Delivery.id)!;
  const log = await workspace.owner.log(one.conversationId);
  expect(log.find((entry) => entry.seq === one.seq)).toMatchObject({ content: { text: one.asked } });
  expect(log.find((entry) => entry.seq === one.agentSeq)).toMatchObject({ content: { text: one.agentSaid } });
  expect(one.wouldSay).toBe(answersOf.Delivery);
});

test('an answer that agents did not give is wrong, and is listed beside theirs; pages hold together', async () => {
  const { run, report } = await rehearse();
  const { id } = scene.faqs.Dimming;
  const row = report!.faqs.find((each) => each.faqId === id)!;
  expect(row.figures.answered.wrong).toBeGreaterThan(5);
  expect(row.figures.answered.right).toBe(0);
  expect(row.figures.minutes.saved).toBe(0);
  expect(row.advice).toBe('mend');
  const listed = await listDecisions(run.id, `?verdict=wrong&decision=answer&faqId=${id}&limit=200`);
  expect(listed.items).toHaveLength(row.figures.answered.wrong);
  expect(listed.items[0]).toMatchObject({
    verdict: 'wrong',
    wouldSay: answersOf.Dimming,
    agentSaid: 'Sorry, our workshop has to look that up and calls you.',
  });
  const all = await listDecisions(run.id, '?limit=200');
  const paged: RehearsalDecision[] = [];
  let cursor = '';
  do {
    const page = await listDecisions(run.id, `?limit=7${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    paged.push(...page.items);
    cursor = page.next ?? '';
  } while (cursor);
  expect(paged).toEqual(all.items);
  const csv = async (query: string) => {
    const answer = await workspace.owner.http.call(
      'GET',
      `${base}/rehearsals/${run.id}/decisions.csv${query}`,
    );
    return readTable(answer.body as string);
  };
  const lines = await csv('');
  expect(lines.length).toBe(all.items.length + 1);
  const [head, first] = lines as [string[], string[]];
  expect(Object.fromEntries(head.map((name, i) => [name, first[i]]))).toMatchObject({
    conversation: all.items[0]!.conversationId,
    seq: String(all.items[0]!.seq),
    verdict: all.items[0]!.verdict,
    asked: all.items[0]!.asked,
  });
  const wrongOnes = await csv(`?verdict=wrong&decision=answer&faqId=${id}`);
  expect(wrongOnes.length).toBe(listed.items.length + 1);
  const gone = await workspace.owner.http.call('GET', `${base}/rehearsals/${uuid()}/decisions.csv`);
  expect(gone).toMatchObject({ status: 404, code: 'rehearsal_not_found' });
  const refused = await workspace.owner.http.call('GET', `${base}/rehearsals/${run.id}/decisions?cursor=x`);
  expect(refused).toMatchObject({ status: 400, code: 'invalid_value' });
});

test('does not peek: examples taken from these conversations count only after they were asked', async () => {
  const firstOf = async (examples: string[]) => {
    const faq = await makeFaq(examples, 'From nine to eight, except Sundays.');
    const { run, report } = await rehearse({ faqIds: [faq.id] });
    const { items } = await listDecisions(run.id, '?limit=200');
    await workspace.owner.http.call('DELETE', `${base}/faqs/${faq.id}`);
    // Only it answers: the others are known, and left to people.
    expect(
      items.flatMap((one) => one.faqs.map((each) => each.faqId)).filter((each) => each !== faq.id),
    ).toEqual([]);
    const weeks = report!.weeks.filter((week) => week.figures.answered.all + week.figures.asked.all > 0);
    return weeks[0] && Date.parse(weeks[0].from);
  };
  const written = await firstOf(opening.map((text) => `${text} downtown`));
  const taken = await firstOf(opening);
  expect(written).toBe(Date.UTC(2026, 0, 5));
  expect(taken).toBeGreaterThan(written!);
});

test('what is never to be said alone, or in a person’s name, is not; advice goes one step at a time', async () => {
  const { http } = workspace.owner;
  const set = (topic: Topic, patch: object) =>
    http.call('PATCH', `${base}/faqs/${scene.faqs[topic].id}`, patch);
  await set('Delivery', { cost: 'never' });
  await set('Refund', { stage: 'shadow' });
  const path = `${base}/snippets/${scene.snippets.Invoice.id}`;
  const say = (text: string) => http.call('PATCH', path, { texts: [{ language: 'en', text }] });
  await say(`${answersOf.Invoice} {{agent.name}}`);
  const { report } = await rehearse();
  const row = (topic: Topic) => report!.faqs.find((one) => one.faqId === scene.faqs[topic].id)!;
  for (const topic of ['Delivery', 'Invoice'] as const) {
    expect(row(topic).figures.answered.all + row(topic).figures.asked.all).toBe(0);
    expect(row(topic).advice).toBe('examples');
  }
  // Twelve answers, all right, are too few to let it answer people.
  expect(row('Refund')).toMatchObject({ stage: 'shadow', advice: 'keep' });
  await set('Delivery', { cost: 'low' });
  await say(answersOf.Invoice);
});

test('one whose node was killed is taken up by another one; beyond the limit a sample is read', async () => {
  const { db } = program.doors.core;
  const { id } = await order();
  await db.query(
    `update rehearsals set state = 'running', rehearser = $3, heartbeat_at = now() - interval '1 minute', attempts = 1
     where workspace_id = $1 and id = $2`,
    [workspace.id, id, uuid()],
  );
  expect(await new PastWorker(program.doors.core, rehearsing, 40).doNext()).toBe(1);
  expect((await read(id)).run).toMatchObject({ state: 'ready', conversations: 60, conversationsRead: 40 });
});

test('one that ended its node three times is given up', async () => {
  const { db } = program.doors.core;
  const { id } = await order();
  await db.query(
    `update rehearsals set state = 'running', rehearser = $3, heartbeat_at = now() - interval '1 minute', attempts = 3
     where workspace_id = $1 and id = $2`,
    [workspace.id, id, uuid()],
  );
  expect(await new PastWorker(program.doors.core, rehearsing).doNext()).toBe(0);
  expect((await read(id)).run).toMatchObject({ state: 'failed', problem: expect.any(String) as string });
});

test('one that is cancelled while it runs ends, and leaves nothing', async () => {
  const { id } = await order();
  const { core } = program.doors;
  // It cannot go on before this is released: it reads the settings before it begins.
  const client = await core.db.pool.connect();
  await client.query('begin');
  await client.query('lock table faq_settings in access exclusive mode');
  const run = new PastWorker(core, rehearsing).doNext();
  await waitUntil(
    'the rehearsal to begin',
    async () => (await read(id)).run.state === 'running' || undefined,
  );
  expect(await post(`/rehearsals/${id}/cancel`)).toMatchObject({ status: 200 });
  await client.query('commit');
  client.release();
  await run;
  expect(await read(id)).toMatchObject({ run: { state: 'cancelled', conversations: 0 }, report: null });
  expect((await listDecisions(id)).items).toEqual([]);
});

test('who may not see a conversation does not read of it here; who may not change FAQs rehearses nothing', async () => {
  const { run } = await rehearse();
  const role = await workspace.owner.http.post<{ id: string }>(`${base}/roles`, {
    name: 'Figures',
    permissions: ['reports.read'],
  });
  const reader = await workspace.addAgent('Rita Reader', role.id);
  const seen = await reader.http.get<RehearsalReport>(`${base}/rehearsals/${run.id}`);
  expect(seen.report!.total.messages).toBe(60);
  expect(await reader.http.get(`${base}/rehearsals/${run.id}/decisions`)).toEqual({ items: [] });
  expect(await reader.http.call('POST', `${base}/rehearsals`, { id: uuid() })).toMatchObject({ status: 403 });
  const agent = await workspace.addAgent('Ann Agent');
  expect(await agent.http.call('GET', `${base}/rehearsals`)).toMatchObject({ status: 403 });
});

test('P23: with a contact what they wrote goes from the rehearsals, which hold no words of their own', async () => {
  const { run } = await rehearse();
  const { items } = await listDecisions(run.id, '?limit=200');
  const gone = items[0]!;
  const conversation = await workspace.owner.http.get<{ contact: { id: string } }>(
    `${base}/conversations/${gone.conversationId}`,
  );
  await workspace.owner.http.call('DELETE', `${base}/contacts/${conversation.contact.id}`);
  const after = (await listDecisions(run.id, '?limit=200')).items;
  expect(after.filter((one) => one.conversationId === gone.conversationId)).toEqual([]);
  expect(after).toHaveLength(
    items.length - items.filter((one) => one.conversationId === gone.conversationId).length,
  );
  const stored = await program.doors.core.db.query<{ row: string }>(
    `select rehearsals::text as row from rehearsals where workspace_id = $1
     union all select rehearsal_decisions::text from rehearsal_decisions where workspace_id = $1`,
    [workspace.id],
  );
  expect(stored.rows.filter(({ row }) => row.includes(gone.asked!))).toEqual([]);
});
