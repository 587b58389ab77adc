import type { Conversation, Inbox } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorker } from '../src/jobs/worker.ts';
import { uuid } from '../src/lib/uuid.ts';
import { kindsOf, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie Agent');
  inbox = await company.addInbox({ settings: { askRating: false } });
});
afterAll(() => program.stop());

async function start(of: Inbox = inbox) {
  const visitor = await TestVisitor.open(program.url, of.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
  return { visitor, tab, conversationId };
}

describe('status', () => {
  test('a contact’s message reopens a resolved conversation, once', async () => {
    const { conversationId, tab } = await start();
    await agent.patch(conversationId, { status: 'resolved' });
    await agent.patch(conversationId, { status: 'resolved' });
    await Promise.all([1, 2, 3].map((n) => tab.say({ conversationId, text: `again ${n}` })));
    expect(kindsOf(await agent.entries(conversationId))).toEqual([
      'started',
      'message',
      'resolved',
      'reopened',
      'message',
      'message',
      'message',
    ]);
    expect(await agent.read(conversationId)).toMatchObject({ status: 'open' });
    await tab.close();
  });

  test('an agent’s message to a resolved conversation does not reopen it', async () => {
    const { conversationId, tab } = await start();
    await agent.patch(conversationId, { status: 'resolved' });
    await agent.write(conversationId, 'One more thing');
    expect(await agent.read(conversationId)).toMatchObject({ status: 'resolved', assigneeId: null });
    await tab.close();
  });

  test('with start_new, a message after resolving starts the next conversation, however often it is repeated', async () => {
    const next = await company.addInbox({ settings: { afterResolve: 'start_new' } });
    const { conversationId, tab, visitor } = await start(next);
    await agent.patch(conversationId, { status: 'resolved' });
    const sending = { conversationId, entryId: uuid(), text: 'Something else' };
    const acks = await Promise.all([1, 2, 3, 4].map(() => tab.say(sending)));
    const landed = new Set(acks.map((ack) => ack.conversationId));
    expect(landed.size).toBe(1);
    const [newId] = [...landed];
    expect(newId).not.toBe(conversationId);
    expect(textsOf(await agent.entries(newId!))).toEqual(['Something else']);
    expect(textsOf(await agent.entries(conversationId))).toEqual(['Hello?']);
    expect((await visitor.reload(next.key)).conversations.map((c) => c.id)).toEqual(
      expect.arrayContaining([newId, conversationId]),
    );
    await tab.close();
  });

  test('a snoozed conversation wakes at its time; a message wakes it before', async () => {
    const { conversationId, tab } = await start();
    const soon = new Date(Date.now() + 300).toISOString();
    expect(await agent.patch(conversationId, { status: 'snoozed', snoozedUntil: soon })).toMatchObject({
      status: 'snoozed',
      snoozedUntil: soon,
    });
    await waitUntil('it woke', async () => (await agent.read(conversationId)).status === 'open');
    const later = new Date(Date.now() + 3600_000).toISOString();
    await agent.patch(conversationId, { status: 'snoozed', snoozedUntil: later });
    await tab.say({ conversationId, text: 'Are you there?' });
    expect(await agent.read(conversationId)).toMatchObject({ status: 'open', snoozedUntil: null });
    expect(kindsOf(await agent.entries(conversationId))).toEqual([
      'started',
      'message',
      'snoozed',
      'reopened',
      'snoozed',
      'reopened',
      'message',
    ]);
    for (const snoozedUntil of [undefined, new Date(0).toISOString(), '2026-13-45T10:00:00Z']) {
      const answer = await agent.http.call('PATCH', agent.path(conversationId), {
        status: 'snoozed',
        snoozedUntil,
      });
      expect(answer).toMatchObject({ status: 400, code: 'invalid_value' });
    }
    await tab.close();
  });
});

describe('assignment and marks', () => {
  test('the first reply takes the conversation, and a second agent’s reply does not', async () => {
    const colleague = await company.addAgent('Bruno');
    const { conversationId, tab } = await start();
    await agent.write(conversationId, 'a note first', 'note');
    expect((await agent.read(conversationId)).assigneeId).toBeNull();
    await Promise.all([agent.write(conversationId, 'Mine'), colleague.write(conversationId, 'Mine too')]);
    const log = await agent.entries(conversationId);
    expect(kindsOf(log)).toEqual(['started', 'message', 'note', 'assigned', 'message', 'message']);
    const { assigneeId, agentReadSeq } = await agent.read(conversationId);
    expect(assigneeId).toBe(log[4]!.author.id);
    expect(agentReadSeq, 'who answers has read').toBe(6);
    await tab.close();
  });

  test('who answers first has read what they answer', async () => {
    const { conversationId, tab } = await start();
    await agent.write(conversationId, 'Hello!');
    expect((await agent.read(conversationId)).agentReadSeq).toBe(4);
    await tab.close();
  });

  test('labels, priority and assignment are one event each, and none where nothing changes', async () => {
    const { conversationId, tab } = await start();
    const patch = { labels: ['vip', 'refund', 'vip'], priority: 'urgent', assigneeId: agent.userId } as const;
    await agent.patch(conversationId, { ...patch, labels: [...patch.labels] });
    const { version } = await agent.patch(conversationId, { ...patch, labels: ['refund', 'vip'] });
    expect((await agent.read(conversationId)).version).toBe(version);
    await agent.patch(conversationId, { labels: ['vip', 'late'] });
    const events = (await agent.entries(conversationId)).slice(2).map((e) => e.event);
    expect(events).toEqual([
      {
        type: 'assigned',
        agentId: agent.userId,
        agentName: 'Amélie Agent',
        teamId: null,
        by: 'hand',
        waitedSeconds: expect.any(Number),
      },
      { type: 'priority_changed', priority: 'urgent' },
      { type: 'labels_changed', added: ['refund', 'vip'], removed: [] },
      { type: 'labels_changed', added: ['late'], removed: ['refund'] },
    ]);
    const stranger = await createTestWorkspace(program, 'Elsewhere');
    const answer = await agent.http.call('PATCH', agent.path(conversationId), {
      assigneeId: stranger.owner.userId,
    });
    expect(answer).toMatchObject({ status: 404, code: 'member_not_found' });
    await tab.close();
  });

  test('the rating question comes once, after an answered conversation was resolved', async () => {
    const asking = await company.addInbox({ settings: { askRating: true } });
    const unanswered = await start(asking);
    await agent.patch(unanswered.conversationId, { status: 'resolved' });
    expect(kindsOf(await agent.entries(unanswered.conversationId))).toEqual([
      'started',
      'message',
      'resolved',
    ]);

    const { conversationId, tab } = await start(asking);
    await agent.write(conversationId, 'Here you are');
    await Promise.all([1, 2].map(() => agent.patch(conversationId, { status: 'resolved' })));
    const question = (await agent.entries(conversationId)).at(-1)!;
    expect(question.content).toMatchObject({ kind: 'rating', scale: 5 });
    const content = { kind: 'rating_answer', entryId: question.id, score: 5, comment: 'Merci' } as const;
    await tab.say({ conversationId, content });
    await agent.patch(conversationId, { status: 'resolved' });
    const asked = (await agent.entries(conversationId)).filter((e) => e.content?.kind === 'rating');
    expect(asked).toHaveLength(1);
    await Promise.all([tab.close(), unanswered.tab.close()]);
  });
});

describe('live inbox', () => {
  let live: Inbox;
  beforeAll(async () => {
    live = await company.addInbox({ mode: 'live', settings: { askRating: false } });
  });

  test('two tabs that start at once get one conversation, and the acknowledgement names it', async () => {
    const visitor = await TestVisitor.open(program.url, live.key);
    const tabs = await Promise.all([visitor.connect(), visitor.connect()]);
    const acks = await Promise.all(
      tabs.map((tab, i) => tab.say({ conversationId: uuid(), text: `tab ${i}` })),
    );
    expect(new Set(acks.map((ack) => ack.conversationId)).size).toBe(1);
    const log = await agent.entries(acks[0]!.conversationId);
    expect(kindsOf(log)).toEqual(['started', 'message', 'message']);
    expect(textsOf(log).sort()).toEqual(['tab 0', 'tab 1']);
    for (const tab of tabs) await tab.waitFor((f) => f.type === 'entry' && f.entry.seq === 3);
    await Promise.all(tabs.map((tab) => tab.close()));
  });

  test('a visitor who leaves turns it into messaging; writing again makes it live again', async () => {
    const { conversationId, tab } = await start(live);
    tab.send({ type: 'leave' });
    await waitUntil('messaging', async () => (await agent.read(conversationId)).mode === 'messaging');
    await tab.say({ conversationId, text: 'Back' });
    expect(await agent.read(conversationId)).toMatchObject({ mode: 'live', status: 'open' });
    expect(kindsOf(await agent.entries(conversationId))).toEqual([
      'started',
      'message',
      'session_ended',
      'session_resumed',
      'message',
    ]);
    await tab.close();
  });

  test('a connection that was lost for a minute turns it into messaging; one that is there does not', async () => {
    const [gone, here] = [await start(live), await start(live)];
    await gone.tab.close();
    const ids = [gone.conversationId, here.conversationId];
    await program.database.pool.query(
      `update conversations set updated_at = now() - interval '2 minutes' where id = any($1)`,
      [ids],
    );
    const { core, presence, metrics } = program.doors;
    const log = {
      error: (details: object) => {
        throw details;
      },
    };
    const mail = { from: 'a@b.c', domain: 'b.c', replyDomain: 'b.c' };
    const worker = await startWorker({
      core,
      presence,
      sender: undefined,
      mail,
      writeEvents: async () => [],
      files: program.doors.files,
      everyMs: 1000,
      metrics,
      log,
    });
    await waitUntil('messaging', async () => (await agent.read(gone.conversationId)).mode === 'messaging');
    await worker.stop();
    expect((await agent.read(here.conversationId)).mode).toBe('live');
    expect((await agent.entries(gone.conversationId)).at(-1)?.event).toEqual({
      type: 'session_ended',
      reason: 'lost',
    });
    await here.tab.close();
  });

  test('a message to a resolved one, while another is open, lands in the open one, once', async () => {
    const { conversationId: first, tab } = await start(live);
    await agent.patch(first, { status: 'resolved' });
    const { conversationId: second } = await tab.say({ conversationId: uuid(), text: 'New question' });
    expect(second).not.toBe(first);
    const sending = { conversationId: first, entryId: uuid(), text: 'From an old tab' };
    const ack = await tab.say(sending);
    expect(ack.conversationId).toBe(second);
    await agent.patch(second, { status: 'resolved' });
    expect(await tab.say(sending), 'a repeat after that one was resolved too').toMatchObject({
      conversationId: second,
      seq: ack.seq,
    });
    expect(textsOf(await agent.entries(first))).toEqual(['Hello?']);
    expect(textsOf(await agent.entries(second))).toEqual(['New question', 'From an old tab']);
    await tab.close();
  });

  test('an agent cannot reopen one beside another open one', async () => {
    const { conversationId: first, tab } = await start(live);
    await agent.patch(first, { status: 'resolved' });
    await tab.say({ conversationId: uuid(), text: 'New question' });
    const answer = await agent.http.call('PATCH', agent.path(first), { status: 'open' });
    expect(answer).toMatchObject({ status: 409, code: 'conflict' });
    await tab.close();
  });

  test('a retry of a first message that was acknowledged to nobody never starts a second conversation', async () => {
    const visitor = await TestVisitor.open(program.url, live.key);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text: 'first tab' });
    const sending = { conversationId: uuid(), entryId: uuid(), text: 'second tab' };
    const ack = await tab.say(sending);
    expect(ack.conversationId).toBe(conversationId);
    await agent.patch(conversationId, { status: 'resolved' });
    expect(await tab.say(sending)).toMatchObject({ conversationId, seq: ack.seq });
    const { conversations } = await visitor.reload(live.key);
    expect(conversations.map((c: { id: string }) => c.id)).toEqual([conversationId]);
    await tab.close();
  });
});

test('counts of views follow what happens, and watermark and list agree', async () => {
  const desk = await agent.connect();
  const { counts } = await desk.followRows();
  const { conversationId, tab } = await start();
  await desk.waitFor(
    (f) =>
      f.type === 'counts' &&
      f.counts.open === counts!.open + 1 &&
      f.counts.unassigned === counts!.unassigned + 1,
  );
  await agent.patch(conversationId, { assigneeId: agent.userId });
  const frame = await desk.waitFor((f) => f.type === 'counts' && f.counts.unassigned === counts!.unassigned);
  const list = await agent.http.get<{ items: Conversation[]; counts: object }>(
    `/v1/workspaces/${company.id}/conversations?view=mine`,
  );
  expect(list.items.map((c) => c.id)).toContain(conversationId);
  expect((frame as { counts: object }).counts).toEqual(list.counts);
  await Promise.all([desk.close(), tab.close()]);
});
