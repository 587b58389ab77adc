import type {
  ConversationDecisions,
  FaqDecision,
  FaqDecisionExplained,
  FaqLiveReport,
  Notification,
} from '@causerie/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readFeedback } from '../src/core/faqs/training/readFeedback.ts';
import { readTable } from '../src/engines/tables/readTable.ts';
import { uuid } from '../src/lib/uuid.ts';
import { createFaqScene, type FaqScene } from '../src/testing/faqScene.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

vi.setConfig({ testTimeout: 120_000 });
let program: TestProgram;
let workspace: TestWorkspace;
let scene: FaqScene;
beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  workspace = await createTestWorkspace(program);
  scene = await createFaqScene(workspace);
}, 120_000);
afterAll(() => program.stop());

const at = (path: string) => `/v1/workspaces/${workspace.id}${path}`;
const http = () => workspace.owner.http;

/** A visitor whom the bot has answered. */
async function answered(text: string) {
  const visitor = await TestVisitor.open(program.url, scene.inbox.key);
  const tab = await visitor.connect();
  const id = uuid();
  await tab.say({ conversationId: id, text });
  const read = () => http().get<ConversationDecisions>(at(`/conversations/${id}/decisions`));
  const decided = await waitUntil('the bot answers', async () => {
    const found = await read();
    return found.items[0]?.answerSeq ? found : undefined;
  });
  const { seq } = decided.items[0]!;
  return { id, tab, seq, read, decided, verdict: at(`/conversations/${id}/decisions/${seq}/verdict`) };
}
const teaches = () => readFeedback(program.doors.core.db, workspace.id);
const precision = async () =>
  (await http().get<FaqLiveReport>(at('/faq-reports/live'))).total.precision as { of: number; share: number };

test('what was decided in a conversation can be read, with why', async () => {
  const { id, seq, decided } = await answered('Hello, where is my parcel please?');
  expect(decided.items).toMatchObject([
    { conversationId: id, decision: 'answer', mode: 'live', verdict: null, faqIds: [scene.faqs.Delivery.id] },
  ]);
  expect(decided.faqs).toContainEqual({
    id: scene.faqs.Delivery.id,
    title: 'Delivery',
    snippetId: scene.snippets.Delivery.id,
    stage: 'all',
  });
  const why = await http().get<FaqDecisionExplained>(at(`/conversations/${id}/decisions/${seq}`));
  expect(why.decision).toEqual(decided.items[0]);
  expect(why.words.map((one) => one.word)).toContain('parcel');
  expect(why.words[0]!.points).toBeGreaterThan(0);
  expect(why.examples[0]!.text).toBe('where is my parcel');
  expect(why.explainedBy).toBe(decided.items[0]!.modelVersion);
  const missing = await http().call('GET', at(`/conversations/${id}/decisions/999`));
  expect(missing).toMatchObject({ status: 404, code: 'decision_not_found' });
});

test('a verdict stands before what was observed, counts and teaches; taken back, what was observed holds again', async () => {
  const { seq, tab, id, verdict, read } = await answered('when will my order arrive');
  const before = await precision();
  // A colleague's open screen is told, so that it reads anew.
  const colleague = await (await workspace.addAgent('Nadia', 'supervisor')).connect();
  const told = (from: number) =>
    colleague.waitFor((frame) => frame.type === 'changed' && frame.what === 'faq_decisions', from);
  const wrong = await http().put<FaqDecision>(verdict, { right: false, faqId: scene.faqs.Refund.id });
  expect(wrong).toMatchObject({
    right: false,
    outcome: null,
    outcomeFaqId: scene.faqs.Refund.id,
    verdict: { byId: workspace.owner.userId, at: expect.any(String) },
  });
  expect(await http().put(verdict, { right: false, faqId: scene.faqs.Refund.id }), 'said again').toEqual(
    wrong,
  );
  await told(0);
  const heard = colleague.frames.length;
  expect((await teaches()).at(-1)).toMatchObject({ outcome: 'corrected', faq: scene.faqs.Refund.id });
  expect((await precision()).of).toBe(before.of + 1);
  // The contact taps "yes" meanwhile: it is noted, and changes nothing of what was said.
  const question = (await workspace.owner.log(id)).find((entry) => entry.content?.kind === 'quick_replies')!;
  await tab.say({
    conversationId: id,
    content: { kind: 'choice', entryId: question.id, optionId: 'faq:yes', label: 'Yes' },
  });
  const observed = await waitUntil('it is observed', async () => {
    const one = (await read()).items.find((item) => item.seq === seq)!;
    return one.outcome === 'helpful' && one;
  });
  expect(observed).toMatchObject({
    right: false,
    outcomeFaqId: scene.faqs.Refund.id,
    verdict: wrong.verdict,
  });
  const back = await http().call('DELETE', verdict);
  await told(heard);
  await colleague.close();
  expect(back.body).toMatchObject({ right: true, outcome: 'helpful', outcomeFaqId: null, verdict: null });
  expect(await http().call('DELETE', verdict), 'taken back again').toMatchObject({
    status: 200,
    body: back.body,
  });
  expect((await teaches()).at(-1)).toMatchObject({ outcome: 'accepted', faq: scene.faqs.Delivery.id });
});

test('the last word counts, and nothing that was not observed is left behind', async () => {
  const { verdict } = await answered('where is my order');
  await http().put(verdict, { right: false });
  expect(await http().put(verdict, { right: true })).toMatchObject({ right: true, outcomeFaqId: null });
  const back = await http().call('DELETE', verdict);
  expect(back.body).toMatchObject({ right: null, outcome: null, outcomeAt: null, verdict: null });
});

test('the list can be had as CSV, which no spreadsheet runs, and that is in the audit log', async () => {
  const text = '=where is my parcel please?';
  const { id, seq, verdict } = await answered(text);
  await http().call('PUT', verdict, { right: false, faqId: scene.faqs.Refund.id });
  const csv = async (query: string) =>
    readTable(String((await http().call('GET', at(`/faq-decisions.csv${query}`))).body));
  const [head, ...rows] = await csv('?decision=answer');
  const row = rows.find((cells) => cells[1] === id)!;
  const cellOf = (name: string) => row[head!.indexOf(name)];
  expect(Object.fromEntries(head!.map((name) => [name, cellOf(name)]))).toMatchObject({
    seq: String(seq),
    mode: 'live',
    decision: 'answer',
    faqs: 'Delivery',
    best_faq: 'Delivery',
    right: 'no',
    right_faq: 'Refund',
    said_by_person: 'yes',
    vector: 'off',
  });
  const { items } = await http().get<{ items: FaqDecision[] }>(
    at('/faq-decisions?decision=answer&limit=200'),
  );
  expect(rows.map((cells) => cells[1])).toEqual(items.map((one) => one.conversationId));
  expect(await csv('?to=2026-01-01T00:00:00.000Z'), 'the filters hold').toEqual([head]);
  const raw = await http().call('GET', at('/faq-decisions.csv'));
  expect(String(raw.body)).toContain(`,"'${text}"`);
  expect((await http().call('GET', at('/faq-decisions.csv?mode=none'))).status).toBe(400);
  const audit = await http().get<{ items: unknown[] }>(at('/audit?action=faq_decisions.exported'));
  expect(audit.items).toHaveLength(3);
});

test('halves that contradict each other, strangers and those who may not reply are refused', async () => {
  const { id, seq, verdict } = await answered('track my package please');
  const { Delivery, Refund } = scene.faqs;
  for (const body of [
    { right: true, faqId: Refund.id },
    { right: false, faqId: Delivery.id },
  ])
    expect(await http().call('PUT', verdict, body)).toMatchObject({ status: 400, code: 'invalid_value' });
  const body = { right: false };
  expect(await http().call('PUT', verdict, { ...body, faqId: uuid() })).toMatchObject({
    code: 'faq_not_found',
  });
  const nowhere = at(`/conversations/${id}/decisions/${seq + 500}/verdict`);
  expect(await http().call('PUT', nowhere, body)).toMatchObject({ code: 'decision_not_found' });
  for (const [permissions, code] of [
    [['conversations.all'], 'forbidden'],
    [['conversations.reply'], 'conversation_not_found'],
  ] as const) {
    const role = await http().post<{ id: string }>(at('/roles'), { name: uuid(), permissions });
    const member = await workspace.addAgent('Outsider', role.id as never);
    expect(await member.http.call('PUT', verdict, body)).toMatchObject({ code });
    expect(await member.http.call('DELETE', verdict)).toMatchObject({ code });
  }
  const agent = await workspace.addAgent('Amélie');
  expect(await agent.http.put(verdict, { right: true })).toMatchObject({ verdict: { byId: agent.userId } });
});

test('an FAQ that people call wrong too often steps back, and who looks after FAQs is told', async () => {
  const asked = ['how do I get my money back', 'can I have a credit note', 'can I have a refund please'];
  for (const text of [...asked, 'how do I get a refund', 'it is broken, I want my money back']) {
    const { verdict, decided } = await answered(text);
    expect(decided.items[0], text).toMatchObject({ decision: 'answer', faqIds: [scene.faqs.Refund.id] });
    await http().put(verdict, { right: false });
  }
  expect(await http().get(at(`/faqs/${scene.faqs.Refund.id}`))).toMatchObject({ stage: 'shadow' });
  const told = await http().get<{ items: Notification[] }>(at('/notifications'));
  expect(told.items.map((item) => item.kind)).toContain('step_back');
});
