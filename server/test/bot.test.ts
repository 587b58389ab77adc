import type {
  Content,
  Conversation,
  ConversationsPage,
  Entry,
  Faq,
  FaqDecision,
  FaqLiveReport,
  Notification,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { answerConversation } from '../src/core/faqs/answer/answerConversation.ts';
import { uuid } from '../src/lib/uuid.ts';
import { answersOf, createFaqScene, type FaqScene } from '../src/testing/faqScene.ts';
import { expectGapless } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';
import { withoutWatchdog } from '../src/testing/withoutWatchdog.ts';

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

type Talk = { id: string; tab: TestSocket };
async function begin(text: string, in_ = scene): Promise<Talk> {
  const visitor = await TestVisitor.open(program.url, in_.inbox.key);
  const tab = await visitor.connect();
  const id = uuid();
  await tab.say({ conversationId: id, text });
  return { id, tab };
}
const log = (id: string, of = workspace) => of.owner.log(id);
const botSaid = async (id: string, n: number, of = workspace): Promise<Entry[]> =>
  waitUntil(`the bot says ${n} things`, async () => {
    const said = (await log(id, of)).filter((entry) => entry.author.kind === 'bot');
    return said.length >= n && said;
  });
const status = (id: string, wanted: Conversation['status'], of = workspace) =>
  waitUntil(`it is ${wanted}`, async () => {
    const conversation = await of.owner.read(id);
    return conversation.status === wanted && conversation;
  });
const decisions = async (id: string, of = workspace) =>
  (await of.owner.http.get<{ items: FaqDecision[] }>(at('/faq-decisions?limit=200', of))).items.filter(
    (item) => item.conversationId === id,
  );
async function tap({ id, tab }: Talk, entry: Entry, option: string): Promise<void> {
  const content = entry.content as Extract<Content, { kind: 'quick_replies' }>;
  const { label } = content.options.find((one) => one.id === option)!;
  await tab.say({
    conversationId: id,
    content: { kind: 'choice', entryId: entry.id, optionId: option, label },
  });
}
const isQuestion = (entry: Entry) => entry.content?.kind === 'quick_replies';
const texts = (entries: Entry[]) =>
  entries.map((entry) => (entry.content?.kind === 'text' ? entry.content.text : entry.content?.kind));

describe('the bot answers', () => {
  test('what it is sure of, says at once how to reach a person, and is thanked: resolved without anybody', async () => {
    const talk = await begin('Hello, where is my parcel please?');
    const said = await botSaid(talk.id, 2);
    expect(texts(said)).toEqual([answersOf.Delivery, 'quick_replies']);
    expect(said.every((entry) => entry.author.id === undefined)).toBe(true);
    const question = said.find(isQuestion)!;
    expect(question.content).toMatchObject({
      text: expect.stringContaining('talk to a person'),
      options: [{ id: 'faq:yes' }, { id: 'faq:no' }, { id: 'faq:person', label: 'Talk to a person' }],
    });
    expect(await workspace.owner.read(talk.id)).toMatchObject({ status: 'pending', assigneeId: null });
    const waiting = await program.database.pool.query('select from queue_places where conversation_id = $1', [
      talk.id,
    ]);
    expect(waiting.rowCount, 'it is in no queue').toBe(0);
    for (const [view, there] of [
      ['all', true],
      ['unassigned', false],
      ['waiting', false],
    ] as const) {
      const { items, counts } = await workspace.owner.http.get<ConversationsPage>(
        at(`/conversations?view=${view}`),
      );
      expect(
        items.some((item) => item.id === talk.id),
        view,
      ).toBe(there);
      expect(counts).toMatchObject({ open: 1, unassigned: 0, waiting: 0 });
    }
    await tap(talk, question, 'faq:yes');
    await status(talk.id, 'resolved');
    expect(await decisions(talk.id)).toMatchObject([
      { mode: 'live', decision: 'answer', faqIds: [scene.faqs.Delivery.id], outcome: 'helpful', right: true },
    ]);
    expectGapless(await log(talk.id));
    const report = await workspace.owner.http.get<FaqLiveReport>(at('/faq-reports/live'));
    expect(report).toMatchObject({ conversations: 1, automation: { of: 1, share: 1 }, errors: { share: 0 } });
    expect(report.items).toMatchObject([{ title: 'Delivery', answered: 1, helpful: 1 }]);
  });

  test('a word of thanks is as good as the tap', async () => {
    const talk = await begin('where can I download the receipt');
    await botSaid(talk.id, 2);
    await talk.tab.say({ conversationId: talk.id, text: 'Thank you!' });
    await status(talk.id, 'resolved');
  });

  test('a second question is answered, the same one again is a person’s', async () => {
    const talk = await begin('when will my order arrive');
    await botSaid(talk.id, 2);
    await talk.tab.say({ conversationId: talk.id, text: 'where can I download the receipt' });
    const said = await botSaid(talk.id, 4);
    expect(texts(said)[2]).toBe(answersOf.Invoice);
    expect(said[3]!.content, 'how to reach a person was said').not.toMatchObject({
      text: expect.stringContaining('person'),
    });
    await talk.tab.say({ conversationId: talk.id, text: 'but when will my order arrive' });
    await status(talk.id, 'open');
    expect((await botSaid(talk.id, 5)).length).toBe(5);
  });

  test('what it does not know opens at once, in the queue with the time of the first message', async () => {
    const talk = await begin('zzz qqq');
    const conversation = await status(talk.id, 'open');
    const entries = await log(talk.id);
    expect(entries.map((entry) => entry.event?.type ?? entry.kind)).toEqual(['started', 'message']);
    const place = await program.database.pool.query<{ since: Date }>(
      'select since from queue_places where conversation_id = $1',
      [talk.id],
    );
    expect(place.rows[0]!.since.toISOString()).toBe(entries[1]!.at);
    expect(conversation.waitingSince).toBe(entries[1]!.at);
  });

  test('nobody who is silent waits for ever: the hours pass, and it is resolved', async () => {
    const talk = await begin('track my package please');
    await botSaid(talk.id, 2);
    await program.database.pool.query(`update conversations set bot_due_at = now() where id = $1`, [talk.id]);
    await status(talk.id, 'resolved');
    expect(await decisions(talk.id)).toMatchObject([{ outcome: 'silent', right: null }]);
    await talk.tab.say({ conversationId: talk.id, text: 'hello again' });
    await status(talk.id, 'open');
  });
});

describe('P19: the bot does not talk over a person, and hands over so that everybody knows', () => {
  test('“no” hands over: the contact is told, the agent gets what was asked and answered, the queue has it', async () => {
    const talk = await begin('how do I get my money back');
    const said = await botSaid(talk.id, 2);
    await tap(talk, said.find(isQuestion)!, 'faq:no');
    await status(talk.id, 'open');
    const entries = await log(talk.id);
    const event = entries.find((entry) => entry.event?.type === 'handed_over')!;
    expect(event).toMatchObject({
      author: { kind: 'system' },
      event: {
        reason: 'unhelpful',
        askedSeq: entries.find((entry) => entry.author.kind === 'contact')!.seq,
        tried: [{ seq: said[0]!.seq, kind: 'answer', titles: ['Refund'] }],
        waitedSeconds: expect.any(Number),
      },
    });
    expect(texts(await botSaid(talk.id, 3)).at(-1)).toContain('colleague');
    const queued = await program.database.pool.query('select from queue_places where conversation_id = $1', [
      talk.id,
    ]);
    expect(queued.rowCount).toBe(1);
    // From here on it is silent, whatever it would know.
    await talk.tab.say({ conversationId: talk.id, text: 'where is my parcel' });
    await talk.tab.say({ conversationId: talk.id, text: 'zzz' });
    await waitUntil('the bot has had time', async () => (await decisions(talk.id)).length >= 2);
    expect((await log(talk.id)).filter((entry) => entry.author.kind === 'bot')).toHaveLength(3);
    expect((await decisions(talk.id)).filter((one) => one.mode === 'live')).toHaveLength(1);
    expectGapless(await log(talk.id));
  });

  test('a person is asked for by tap or by words, in any of the languages', async () => {
    const talk = await begin('where is my parcel');
    await tap(talk, (await botSaid(talk.id, 2)).find(isQuestion)!, 'faq:person');
    await status(talk.id, 'open');
    expect(await decisions(talk.id)).toMatchObject([{ outcome: 'person_needed' }]);
    for (const words of ['I want to talk to a human about my parcel', 'Je voudrais parler à un conseiller']) {
      const other = await begin(words);
      await status(other.id, 'open');
      const event = (await log(other.id)).find((entry) => entry.event?.type === 'handed_over');
      expect(event?.event, words).toMatchObject({ reason: 'asked', tried: [] });
    }
  });

  test('an agent who takes it or writes has it: the bot is silent at that moment', async () => {
    const agent = await workspace.addAgent('Amélie');
    const taken = await begin('where is my parcel');
    await botSaid(taken.id, 2);
    await agent.patch(taken.id, { assigneeId: agent.userId });
    expect(await agent.read(taken.id)).toMatchObject({ status: 'open', assigneeId: agent.userId });
    const written = await begin('where is my order');
    await botSaid(written.id, 2);
    await agent.write(written.id, 'I am here now.');
    expect(await agent.read(written.id)).toMatchObject({ status: 'open', assigneeId: agent.userId });
    for (const { id, tab } of [taken, written]) {
      await tab.say({ conversationId: id, text: 'when will the shipment arrive' });
      await waitUntil('it was observed', async () => (await decisions(id)).length === 2);
      expect((await log(id)).filter((entry) => entry.author.kind === 'bot')).toHaveLength(2);
      expect((await decisions(id)).map((one) => one.mode).toSorted()).toEqual(['live', 'shadow']);
    }
  });

  test('what an agent merges is people’s', async () => {
    const one = await begin('where is my parcel');
    await botSaid(one.id, 2);
    const second = uuid();
    await one.tab.say({ conversationId: second, text: 'where can I download the receipt' });
    await botSaid(second, 2);
    const merged = await workspace.owner.http.post<Conversation>(at(`/conversations/${one.id}/merge`), {
      sourceId: second,
    });
    expect(merged).toMatchObject({ status: 'open', assigneeId: null });
    await one.tab.say({ conversationId: one.id, text: 'where is my order' });
    const observed = await waitUntil('it is observed', async () => {
      const all = await decisions(merged.id);
      return all.some((decision) => decision.text === 'where is my order') && all;
    });
    expect(observed.every((decision) => decision.mode === 'shadow')).toBe(true);
  });

  test('an inbox where the bot may not answer has nothing of it', async () => {
    const other = await workspace.addInbox();
    const talk = await begin('where is my parcel', { ...scene, inbox: other });
    expect(await workspace.owner.read(talk.id)).toMatchObject({ status: 'open' });
    await waitUntil('it is observed', async () => (await decisions(talk.id)).length === 1);
    expect(await decisions(talk.id)).toMatchObject([{ mode: 'shadow', decision: 'answer', answerSeq: null }]);
  });
});

describe('P17: the figures of automation', () => {
  test('are those that anybody counts in the logs, and no agent’s figure has the bot in it', async () => {
    const { rows } = await program.database.pool.query<{
      over: boolean;
      person: boolean;
      handed: boolean;
      wrong: boolean;
      resolved: boolean;
    }>(
      `select c.status <> 'pending' as over, c.status = 'resolved' and c.merged_into is null as resolved,
         bool_or(e.kind = 'message' and e.author_kind = 'agent') as person,
         coalesce(bool_or(e.event->>'type' = 'handed_over'), false) as handed,
         coalesce(bool_or(e.content->>'optionId' = 'faq:no'), false) as wrong
       from conversations c join entries e on (e.workspace_id, e.conversation_id) = (c.workspace_id, c.id)
       where c.workspace_id = $1 and e.origin_id is null group by c.id, c.status, c.merged_into
       having bool_or(e.author_kind = 'bot' and e.content->>'kind' = 'quick_replies')`,
      [workspace.id],
    );
    const over = rows.filter((row) => row.over);
    const report = await workspace.owner.http.get<FaqLiveReport>(at('/faq-reports/live'));
    expect(rows.length).toBeGreaterThan(5);
    expect(report.conversations).toBe(rows.length);
    expect(report.errors).toMatchObject({
      of: over.length,
      share: over.filter((row) => row.wrong).length / over.length,
    });
    // One was resolved by silence and came back: it is open, and nobody's success.
    const automated = over.filter((row) => row.resolved && !row.person && !row.handed).length;
    expect(report.automation).toMatchObject({ of: over.length, share: automated / over.length });
    expect(report.handedOver).toBe(over.length - automated);
    expect(report.minutesSaved).toBe(automated * 3);
    // All of it was in these minutes: one week, or two where Monday began meanwhile.
    const sum = (name: 'automated' | 'handedOver' | 'wrong') =>
      report.weeks.reduce((all, week) => all + week[name], 0);
    expect([sum('automated'), sum('handedOver'), sum('wrong')]).toEqual([
      automated,
      over.length - automated,
      over.filter((row) => row.wrong).length,
    ]);
    expect(new Date(`${report.weeks[0]!.from}T12:00:00Z`).getUTCDay(), 'a Monday').toBe(1);
    await program.database.pool.query(
      `update faq_decisions set at = at - interval '14 days' where workspace_id = $1 and (conversation_id, seq) in (
         select d.conversation_id, d.seq from faq_decisions d join conversations c on c.id = d.conversation_id
         where d.workspace_id = $1 and d.mode = 'live' and d.answer_seq is not null and c.bot_since is null limit 1)`,
      [workspace.id],
    );
    const later = await workspace.owner.http.get<FaqLiveReport>(at('/faq-reports/live'));
    expect(later.weeks.length, 'the quiet week between is there, too').toBeGreaterThanOrEqual(3);
    expect(later.weeks[1]).toMatchObject({ automated: 0, handedOver: 0, wrong: 0 });
    const today = new Date().toISOString().slice(0, 10);
    const kpis = await workspace.owner.http.get<{ total: { response: { count: number } } }>(
      at(`/reports?from=${today}&to=${today}&groupBy=agent`),
    );
    const byPeople = await program.database.pool.query(
      `select from entries where workspace_id = $1 and kind = 'message' and author_kind = 'agent' and origin_id is null`,
      [workspace.id],
    );
    expect(kpis.total.response.count).toBe(byPeople.rowCount);
  });
});

describe('policy', () => {
  test('asks back between two; the choice is answered, and “none of these” is a person’s', async () => {
    const own = await createTestWorkspace(program);
    // At high cost nothing is sure enough to be answered at once, and asking does no harm.
    const asking = await createFaqScene(own, { cost: 'high' });
    const between = 'Where is my parcel? And where can I download the receipt?';
    const ask = async () => {
      const talk = await begin(between, asking);
      return { talk, question: (await botSaid(talk.id, 1, own)).find(isQuestion)! };
    };
    const { talk, question } = await ask();
    const options = (question.content as Extract<Content, { kind: 'quick_replies' }>).options;
    expect(options.map((one) => one.label)).toEqual(
      expect.arrayContaining(['Delivery', 'Invoice', 'None of these', 'Talk to a person']),
    );
    await tap(talk, question, `faq:id:${asking.faqs.Invoice.id}`);
    expect(texts(await botSaid(talk.id, 3, own))[1]).toBe(answersOf.Invoice);
    const none = await ask();
    await tap(none.talk, none.question, 'faq:none');
    await status(none.talk.id, 'open', own);
    await own.owner.http.patch(at('/faq-settings', own), { askAllowed: false });
    const direct = await begin(between, asking);
    await status(direct.id, 'open', own);
  });

  test('never alone and off are left to people; a share is the same contacts always', async () => {
    const own = await createTestWorkspace(program);
    const half = await createFaqScene(own, { stage: 'share', share: 50 });
    const { http } = own.owner;
    await http.patch(at(`/faqs/${half.faqs.Refund.id}`, own), { cost: 'never' });
    await http.patch(at(`/faqs/${half.faqs.Invoice.id}`, own), { stage: 'off' });
    for (const text of ['I want my money back', 'where can I download the receipt']) {
      const left = await begin(text, half);
      await status(left.id, 'open', own);
      expect((await log(left.id, own)).filter((entry) => entry.author.kind === 'bot')).toEqual([]);
    }
    const talks = await Promise.all(Array.from({ length: 12 }, () => begin('where is my parcel', half)));
    await waitUntil('all are decided', async () => {
      const { items } = await http.get<{ items: FaqDecision[] }>(
        at('/faq-decisions?decision=answer&limit=200', own),
      );
      return items.length === talks.length;
    });
    const modes = await Promise.all(talks.map(async ({ id }) => (await decisions(id, own))[0]!.mode));
    expect(new Set(modes)).toEqual(new Set(['live', 'control']));
    for (const [i, { id }] of talks.entries())
      expect((await own.owner.read(id)).status).toBe(modes[i] === 'live' ? 'pending' : 'open');
  });

  test('switched off, it is silent at once, also where it had begun', async () => {
    const own = await createTestWorkspace(program);
    const quiet = await createFaqScene(own);
    const talk = await begin('where is my parcel', quiet);
    await botSaid(talk.id, 2, own);
    await own.owner.http.patch(at('/faq-settings', own), { inboxIds: [] });
    await talk.tab.say({ conversationId: talk.id, text: 'where can I download the receipt' });
    await status(talk.id, 'open', own);
    const event = (await log(talk.id, own)).find((entry) => entry.event?.type === 'handed_over');
    expect(event?.event).toMatchObject({ reason: 'no_answer', tried: [{ titles: ['Delivery'] }] });
    const next = await begin('where is my parcel', quiet);
    expect((await own.owner.read(next.id)).status).toBe('open');
  });

  test('a run of wrong answers sends the FAQ back to the shadow by itself; supervisors are told', async () => {
    const own = await createTestWorkspace(program);
    const wrong = await createFaqScene(own);
    const supervisor = await own.addAgent('Sup', 'supervisor');
    for (let i = 0; i < 5; i += 1) {
      const talk = await begin('where is my parcel', wrong);
      await tap(talk, (await botSaid(talk.id, 2, own)).find(isQuestion)!, 'faq:no');
      await status(talk.id, 'open', own);
    }
    const faq = await own.owner.http.get<Faq>(at(`/faqs/${wrong.faqs.Delivery.id}`, own));
    expect(faq).toMatchObject({ stage: 'shadow', steppedBackAt: expect.any(String) });
    const told = await supervisor.http.get<{ items: Notification[] }>(at('/notifications', own));
    expect(told.items).toMatchObject([
      { kind: 'step_back', preview: 'Delivery', author: { kind: 'system' } },
    ]);
    const audit = await own.owner.http.get<{ items: { action: string }[] }>(at('/audit?action=faq', own));
    expect(audit.items[0]!.action).toBe('faq.stepped_back');
    const next = await begin('where is my parcel', wrong);
    await status(next.id, 'open', own);
  });
});

describe('exactly once', () => {
  test('two nodes answer a burst of messages: each message once, whoever sees it first', async () => {
    const second = await startTestProgram({ trustProxy: true }, program.database);
    try {
      const talks: Talk[] = [];
      await withoutWatchdog(program.database.pool, async () => {
        talks.push(...(await Promise.all(Array.from({ length: 20 }, () => begin('where is my parcel')))));
        for (const { id } of talks) await botSaid(id, 2);
      });
      const { core, models } = second.doors;
      const model = await models.get(workspace.id);
      const again = await Promise.all(
        talks.map(({ id }) => answerConversation(core, model, workspace.id, id)),
      );
      expect(again.some(Boolean), 'nothing is left to do').toBe(false);
      for (const { id } of talks) {
        const entries = await log(id);
        expect(entries.filter((entry) => entry.author.kind === 'bot')).toHaveLength(2);
        expectGapless(entries);
        expect(await decisions(id)).toHaveLength(1);
      }
    } finally {
      await second.stop();
    }
  });

  test('a worker that dies in the middle leaves nothing half done, and the next one answers', async () => {
    const { pool } = program.database;
    const client = await pool.connect();
    let talk: Talk;
    try {
      // Whoever answers stops at this lock, in the middle of its transaction, and is killed there.
      await client.query('begin');
      await client.query('lock table faq_decisions in exclusive mode');
      talk = await begin('where is my parcel');
      const pid = await waitUntil('a worker is in the middle', async () => {
        const found = await client.query<{ pid: number }>(
          `select pid from pg_locks where relation = 'faq_decisions'::regclass and not granted`,
        );
        return found.rows[0]?.pid;
      });
      await client.query('select pg_terminate_backend($1)', [pid]);
    } finally {
      await client.query('rollback');
      client.release();
    }
    await botSaid(talk.id, 2);
    const entries = await log(talk.id);
    expectGapless(entries);
    expect(entries.map((entry) => entry.event?.type ?? entry.author.kind)).toEqual([
      'started',
      'contact',
      'bot',
      'bot',
    ]);
    expect(await decisions(talk.id)).toMatchObject([{ decision: 'answer', answerSeq: 3 }]);
  });

  test('without a model, or with an engine that fails, it goes to people', async () => {
    const own = await createTestWorkspace(program);
    const bare = await createFaqScene(own);
    await program.database.pool.query(
      `update language_models set bytes = 'CLM1broken' where workspace_id = $1`,
      [own.id],
    );
    program.doors.models.forget(own.id);
    const talk = await begin('where is my parcel', bare);
    await status(talk.id, 'open', own);
  });
});
