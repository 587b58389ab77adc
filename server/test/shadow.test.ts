import type {
  Faq,
  FaqCurve,
  FaqDecision,
  FaqMatrix,
  FaqShadowReport,
  FaqSuggestions,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readFeedback } from '../src/core/faqs/training/readFeedback.ts';
import { uuid } from '../src/lib/uuid.ts';
import { answersOf, createFaqScene, type FaqScene, type Topic } from '../src/testing/faqScene.ts';
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
  scene = await createFaqScene(workspace, { stage: 'shadow' });
}, 120_000);
afterAll(() => program.stop());

const at = (path: string) => `/v1/workspaces/${workspace.id}${path}`;
const http = () => workspace.owner.http;

async function ask(text: string) {
  const visitor = await TestVisitor.open(program.url, scene.inbox.key);
  const tab = await visitor.connect();
  const id = uuid();
  const { seq } = await tab.say({ conversationId: id, text });
  return { id, tab, seq };
}
const decisionOf = (id: string, holds: (one: FaqDecision) => boolean = () => true) =>
  waitUntil('it is decided', async () => {
    const { items } = await http().get<{ items: FaqDecision[] }>(at('/faq-decisions?limit=200'));
    return items.find((item) => item.conversationId === id && holds(item));
  });
const judged = (id: string) => decisionOf(id, (one) => one.outcome !== null);
const replyWith = (id: string, topic: Topic) =>
  http().post(at(`/conversations/${id}/entries`), {
    id: uuid(),
    kind: 'message',
    content: { kind: 'text', text: answersOf[topic] },
    snippets: [{ snippetId: scene.snippets[topic].id, language: 'en', text: answersOf[topic] }],
  });

describe('in the shadow', () => {
  test('it decides and says nothing; the agent’s snippet, or the same in other words, tells that it was right', async () => {
    const one = await ask('where is my parcel');
    const decided = await decisionOf(one.id);
    expect(decided).toMatchObject({
      mode: 'shadow',
      decision: 'answer',
      seq: one.seq,
      faqIds: [scene.faqs.Delivery.id],
      answerSeq: null,
      outcome: null,
    });
    expect(decided.text, 'the message as it stands in the conversation').toBe('where is my parcel');
    const kept = await program.database.pool.query(
      'select * from faq_decisions where workspace_id = $1 and conversation_id = $2',
      [workspace.id, one.id],
    );
    expect(JSON.stringify(kept.rows), 'on record, the contact’s words are not in it').not.toContain('parcel');
    expect((await workspace.owner.log(one.id)).some((entry) => entry.author.kind === 'bot')).toBe(false);
    await workspace.owner.write(one.id, 'Hello, one moment please.');
    await workspace.owner.write(
      one.id,
      'Orders leave us within one day and arrive two days later. You find the tracking link in your mail.',
    );
    expect(await judged(one.id)).toMatchObject({ outcome: 'accepted', right: true });
  });

  test('another answer tells that it was wrong, once the agent has had their say', async () => {
    const one = await ask('where is my order');
    await decisionOf(one.id);
    await workspace.owner.write(one.id, 'Which colour of socks would you like?');
    await one.tab.say({ conversationId: one.id, text: 'zzz qqq' });
    const found = await decisionOf(one.id, (each) => each.seq === one.seq && each.outcome !== null);
    expect(found).toMatchObject({ outcome: 'person_needed', right: false });
  });

  test('the report has precision and coverage with their intervals; matrix and curve have the same counts', async () => {
    const report = await http().get<FaqShadowReport>(at('/faq-reports/shadow'));
    const row = report.items.find((item) => item.faqId === scene.faqs.Delivery.id)!;
    expect(row.precision).toMatchObject({ of: 2, share: 0.5 });
    expect(row.precision.low!).toBeGreaterThan(0.05);
    expect(row.precision.high!).toBeLessThan(0.95);
    expect(report.total.messages).toBeGreaterThanOrEqual(row.messages);
    const matrix = await http().get<FaqMatrix>(at('/faq-reports/matrix'));
    expect(matrix.items).toHaveLength(4);
    const dot = matrix.items.find((item) => item.faqId === scene.faqs.Delivery.id)!;
    expect(dot).toMatchObject({ cost: 'low', stage: 'shadow', messages: row.messages, measured: { of: 2 } });
    expect(dot.probability!).toBeGreaterThan(0.8);
    expect(matrix.thresholds.low).toBeLessThan(matrix.thresholds.high);
    expect(matrix.wrongMinutes).toEqual({ low: 12, medium: 57, high: 297 });
    expect(matrix.bands.low.at(-1)).toMatchObject({ kind: 'answer', to: 1 });
    expect(matrix.bands.never.some((band) => band.kind === 'answer')).toBe(false);
    expect(matrix.answerAt).toMatchObject([{ language: 'en' }]);
    const curve = await http().get<FaqCurve>(at('/faq-reports/curve'));
    expect(curve.judged).toBe(2);
    expect(curve.points[0]).toMatchObject({ probability: 0, coverage: 1, precision: { of: 2, share: 0.5 } });
  });

  test('what came of it teaches the engine', async () => {
    const events = await readFeedback(program.doors.core.db, workspace.id);
    expect(events.map((event) => event.outcome).toSorted()).toEqual(['accepted', 'personNeeded']);
    expect(events.every((event) => Number.isFinite(event.logit))).toBe(true);
  });
});

describe('suggestions', () => {
  test('fit the last message, are used or dismissed, and end with the agent’s answer', async () => {
    const one = await ask('where can I download the receipt');
    const path = at(`/conversations/${one.id}/suggestions`);
    const shown = await http().get<FaqSuggestions>(path);
    expect(shown).toMatchObject({ seq: one.seq, items: [{ title: 'Invoice', text: answersOf.Invoice }] });
    const feedback = { seq: one.seq, faqId: scene.faqs.Invoice.id };
    await http().post(path, { ...feedback, outcome: 'dismissed' });
    const left = await http().get<FaqSuggestions>(path);
    expect(left.items.map((item) => item.faqId)).not.toContain(scene.faqs.Invoice.id);
    expect(await judged(one.id)).toMatchObject({ outcome: 'dismissed', right: false });
    const two = await ask('please send a tax invoice by mail for accounting');
    const there = at(`/conversations/${two.id}/suggestions`);
    await http().post(there, { seq: two.seq, faqId: scene.faqs.Invoice.id, outcome: 'used' });
    await http().post(there, { seq: two.seq, faqId: scene.faqs.Invoice.id, outcome: 'used' });
    await replyWith(two.id, 'Invoice');
    expect(await judged(two.id)).toMatchObject({ outcome: 'used', right: true });
    expect(await http().get<FaqSuggestions>(there)).toEqual({ seq: null, items: [] });
  });

  test('another FAQ than the best was the right one', async () => {
    const one = await ask('where is the shipment');
    const path = at(`/conversations/${one.id}/suggestions`);
    await http().post(path, { seq: one.seq, faqId: scene.faqs.Refund.id, outcome: 'used' });
    expect(await judged(one.id)).toMatchObject({ right: false, outcomeFaqId: scene.faqs.Refund.id });
  });

  test('only who may see the conversation, and only what is not off', async () => {
    const one = await ask('is the dimmer compatible with led');
    const role = await http().post<{ id: string }>(at('/roles'), {
      name: 'Own only',
      permissions: ['conversations.reply'],
    });
    const outsider = await workspace.addAgent('Outsider', role.id as never);
    const path = at(`/conversations/${one.id}/suggestions`);
    expect(await outsider.http.call('GET', path)).toMatchObject({ code: 'conversation_not_found' });
    const faqId = scene.faqs.Dimming.id;
    const post = await outsider.http.call('POST', path, { seq: one.seq, faqId, outcome: 'used' });
    expect(post).toMatchObject({ code: 'conversation_not_found' });
    expect((await http().get<FaqSuggestions>(path)).items[0]).toMatchObject({ faqId });
    await http().patch<Faq>(at(`/faqs/${faqId}`), { stage: 'off' });
    expect((await http().get<FaqSuggestions>(path)).items.map((item) => item.faqId)).not.toContain(faqId);
  });
});

test('what was decided goes with its conversation', async () => {
  const one = await ask('my order has not arrived yet');
  await decisionOf(one.id);
  const { contact } = await workspace.owner.read(one.id);
  await http().call('DELETE', at(`/contacts/${contact.id}`));
  await waitUntil('nothing is left of it', async () => {
    const rows = await program.database.pool.query('select from faq_decisions where conversation_id = $1', [
      one.id,
    ]);
    return rows.rowCount === 0;
  });
});
