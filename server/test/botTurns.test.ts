import type {
  Content,
  Conversation,
  Entry,
  FaqDecision,
  FaqTestResult,
  StoredFile,
} from '@causerie/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { answersOf, createFaqScene, type FaqScene } from '../src/testing/faqScene.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { expectGapless } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
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

const at = (path: string, of = workspace) => `/v1/workspaces/${of.id}${path}`;
type Talk = { id: string; tab: TestSocket; visitor: TestVisitor };

async function begin(text: string, inbox = scene.inbox): Promise<Talk> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const id = uuid();
  await tab.say({ conversationId: id, text });
  return { id, tab, visitor };
}
const botSaid = (id: string, n: number, of = workspace): Promise<Entry[]> =>
  waitUntil(`the bot says ${n} things`, async () => {
    const said = (await of.owner.log(id)).filter((entry) => entry.author.kind === 'bot');
    return said.length >= n && said;
  });
const status = (id: string, wanted: Conversation['status'], of = workspace) =>
  waitUntil(`it is ${wanted}`, async () => {
    const conversation = await of.owner.read(id);
    return conversation.status === wanted && conversation;
  });
const decisionsOf = async (id: string, of = workspace) =>
  (await of.owner.http.get<{ items: FaqDecision[] }>(at(`/conversations/${id}/decisions`, of))).items;
const tap = ({ id, tab }: Talk, entry: Entry, optionId: string) =>
  tab.say({ conversationId: id, content: { kind: 'choice', entryId: entry.id, optionId, label: 'x' } });
const questionOf = (entries: Entry[]) =>
  entries.findLast((entry) => entry.content?.kind === 'quick_replies')!;
const texts = (entries: Entry[]) =>
  entries.map((entry) => (entry.content?.kind === 'text' ? entry.content.text : entry.content?.kind));

const twoQuestions = 'Where is my parcel? And where can I download the receipt?';

test('two questions in one message, each sure: both are answered, and asked once whether that helped', async () => {
  const dry = await workspace.owner.http.post<FaqTestResult>(at('/faqs/test'), { text: twoQuestions });
  expect(dry).toMatchObject({ decision: 'answer', faqIds: [scene.faqs.Delivery.id, scene.faqs.Invoice.id] });
  const talk = await begin(twoQuestions);
  const said = await botSaid(talk.id, 3);
  expect(texts(said)).toEqual([answersOf.Delivery, answersOf.Invoice, 'quick_replies']);
  expect(await decisionsOf(talk.id)).toMatchObject([
    { decision: 'answer', mode: 'live', faqIds: dry.faqIds, answerSeq: said[0]!.seq },
  ]);
  await tap(talk, questionOf(said), 'faq:yes');
  await status(talk.id, 'resolved');
});

test('two questions of which one is not to be answered without more: the contact is asked which, where asking is allowed', async () => {
  const own = await createTestWorkspace(program);
  const dear = await createFaqScene(own, { cost: 'high' });
  const talk = await begin(twoQuestions, dear.inbox);
  const question = questionOf(await botSaid(talk.id, 1, own));
  const { options } = question.content as Extract<Content, { kind: 'quick_replies' }>;
  expect(options.slice(0, 2).map((one) => one.label)).toEqual(['Delivery', 'Invoice']);
  await tap(talk, question, `faq:id:${dear.faqs.Invoice.id}`);
  expect(texts(await botSaid(talk.id, 3, own))[1]).toBe(answersOf.Invoice);
  await own.owner.http.patch(at(`/faqs/${dear.faqs.Invoice.id}`, own), { cost: 'never' });
  const left = await begin(twoQuestions, dear.inbox);
  await status(left.id, 'open', own);
  expect((await own.owner.log(left.id)).some((entry) => entry.author.kind === 'bot')).toBe(false);
});

test('files of a snippet are sent with the bot’s answer', async () => {
  const own = await createTestWorkspace(program);
  const { http } = own.owner;
  const file = await http.post<StoredFile>(at('/files', own), formWithFile('A guide', 'guide.txt'));
  const guided = await createFaqScene(own);
  await http.patch(at(`/snippets/${guided.snippets.Dimming.id}`, own), { fileIds: [file.id] });
  const talk = await begin('is the dimmer compatible with led', guided.inbox);
  const said = await botSaid(talk.id, 3, own);
  expect(texts(said)).toEqual([answersOf.Dimming, 'file', 'quick_replies']);
  expect(said[1]!.content).toMatchObject({ fileId: file.id, name: 'guide.txt', size: 7 });
  const { url } = said[1]!.content as { url: string };
  expect(await (await fetch(new URL(url, program.url))).text()).toBe('A guide');
});

test('a second “yes” leaves a conversation that is done with as it is; “no” afterwards is for people', async () => {
  const talk = await begin('when will my order arrive');
  const question = questionOf(await botSaid(talk.id, 2));
  await tap(talk, question, 'faq:yes');
  await status(talk.id, 'resolved');
  await tap(talk, question, 'faq:yes');
  const after = await workspace.owner.read(talk.id);
  expect(after).toMatchObject({ status: 'resolved', waitingSince: null });
  const entries = await workspace.owner.log(talk.id);
  expect(entries.at(-1), 'it is in the log all the same').toMatchObject({ content: { optionId: 'faq:yes' } });
  expect(entries.filter((entry) => entry.event?.type === 'reopened')).toEqual([]);
  // An entry that is none of the bot's is no way in.
  await tap(talk, entries.find((entry) => entry.author.kind === 'contact')!, 'faq:yes');
  await status(talk.id, 'open');
  const other = await begin('where is the delivery');
  const asked = questionOf(await botSaid(other.id, 2));
  await tap(other, asked, 'faq:yes');
  await status(other.id, 'resolved');
  await tap(other, asked, 'faq:no');
  await status(other.id, 'open');
  expectGapless(await workspace.owner.log(other.id));
});

test('nor does a second “yes” begin a conversation anew, where writing after the end would', async () => {
  const { http } = workspace.owner;
  await http.patch(at(`/inboxes/${scene.inbox.id}`), { settings: { afterResolve: 'start_new' } });
  try {
    const talk = await begin('track my package please');
    const question = questionOf(await botSaid(talk.id, 2));
    await tap(talk, question, 'faq:yes');
    await status(talk.id, 'resolved');
    const { seq } = await tap(talk, question, 'faq:yes');
    expect((await workspace.owner.log(talk.id)).at(-1)!.seq).toBe(seq);
    expect(await workspace.owner.read(talk.id)).toMatchObject({ status: 'resolved' });
  } finally {
    await http.patch(at(`/inboxes/${scene.inbox.id}`), { settings: { afterResolve: 'reopen' } });
  }
});

test('“no” where others were nearly as likely: it asks once which is meant, and only then is it a person’s', async () => {
  const talk = await begin('how long until the shipment gets here');
  const said = await botSaid(talk.id, 2);
  const { Delivery, Invoice, Refund } = scene.faqs;
  // As if the message had been less clear.
  const ranked = [
    { faqId: Delivery.id, probability: 0.7 },
    { faqId: Invoice.id, probability: 0.2 },
    { faqId: Refund.id, probability: 0.08 },
  ];
  await program.database.pool.query('update faq_decisions set ranked = $2 where conversation_id = $1', [
    talk.id,
    JSON.stringify(ranked),
  ]);
  await tap(talk, questionOf(said), 'faq:no');
  const question = questionOf(await botSaid(talk.id, 3));
  const { options } = question.content as Extract<Content, { kind: 'quick_replies' }>;
  expect(options.map((one) => one.label)).toEqual(['Invoice', 'Refund', 'None of these', 'Talk to a person']);
  expect(await decisionsOf(talk.id)).toMatchObject([
    { decision: 'answer', outcome: 'unhelpful', right: false },
    { decision: 'ask', outcome: null },
  ]);
  await tap(talk, question, 'faq:none');
  await status(talk.id, 'open');
  const event = (await workspace.owner.log(talk.id)).find((entry) => entry.event?.type === 'handed_over');
  expect(event?.event).toMatchObject({
    reason: 'unhelpful',
    tried: [
      { kind: 'answer', titles: ['Delivery'], outcome: 'unhelpful' },
      { kind: 'ask', titles: ['Invoice', 'Refund'] },
    ],
  });
});

test('where one alone is likely it asks whether that is meant; “yes” in words is as good as the tap', async () => {
  const own = await createTestWorkspace(program);
  // At high cost nothing is sure enough to be answered at once.
  const asking = await createFaqScene(own, { cost: 'high' });
  const { Invoice } = asking.faqs;
  const ask = async () => {
    const talk = await begin('where can I download the receipt', asking.inbox);
    return { talk, question: questionOf(await botSaid(talk.id, 1, own)) };
  };
  const { talk, question } = await ask();
  const content = question.content as Extract<Content, { kind: 'quick_replies' }>;
  expect(content.text).toContain('Is it about “Invoice”?');
  expect(content.options.map((one) => one.label)).toEqual(['Yes', 'No, something else', 'Talk to a person']);
  await talk.tab.say({ conversationId: talk.id, text: 'Yes please!' });
  expect(texts(await botSaid(talk.id, 3, own))[1]).toBe(answersOf.Invoice);
  expect(await decisionsOf(talk.id, own)).toMatchObject([
    { decision: 'ask', faqIds: [Invoice.id], outcome: 'accepted', right: true },
    { decision: 'answer', faqIds: [Invoice.id] },
  ]);
  // In the customer's language, where the FAQ has a title in it.
  const titles = [
    { language: 'en-GB', title: 'Getting your receipt' },
    { language: 'fr', title: 'Recevoir sa facture' },
  ];
  expect(await own.owner.http.patch(at(`/faqs/${Invoice.id}`, own), { titles })).toMatchObject({ titles });
  const other = await ask();
  expect((other.question.content as typeof content).text).toContain('Is it about “Getting your receipt”?');
  await tap(other.talk, other.question, 'faq:none');
  await status(other.talk.id, 'open', own);
});

test('what the bot has answered is not suggested to whoever takes it over', async () => {
  const talk = await begin('where can I download the receipt');
  await botSaid(talk.id, 2);
  const shown = await workspace.owner.http.get<{ items: { faqId: string }[] }>(
    at(`/conversations/${talk.id}/suggestions`),
  );
  expect(shown.items.map((item) => item.faqId)).not.toContain(scene.faqs.Invoice.id);
});
