import type { Conversation, Inbox } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { expectGapless, kindsOf, textsOf } from '../src/testing/logChecks.ts';
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
  inbox = await company.addInbox({ settings: { askRating: true } });
});
afterAll(() => program.stop());

async function startConversation(key = inbox.key) {
  const visitor = await TestVisitor.open(program.url, key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
  return { visitor, tab, conversationId };
}

test('a visitor writes, the agent sees row and entry, answers, and the visitor gets the answer', async () => {
  const desk = await agent.connect();
  await desk.followRows();
  const visitor = await TestVisitor.open(program.url, inbox.key, { language: 'fr' });
  expect(visitor.session.conversations).toEqual([]);
  const tab = await visitor.connect();
  const conversationId = uuid();
  const ack = await tab.say({ conversationId, text: 'Bonjour' });
  expect(ack).toMatchObject({ conversationId, seq: 2 });

  await desk.waitFor((f) => f.type === 'rows' && f.conversations[0]?.lastMessage?.preview === 'Bonjour');
  const subscribed = await desk.subscribe(conversationId);
  expect(kindsOf(subscribed.entries)).toEqual(['started', 'message']);
  expect(subscribed.conversation).toMatchObject({ status: 'open', assigneeId: null, lastSeq: 2 });
  const row = subscribed.conversation as Conversation;
  expect(row.waitingSince).not.toBeNull();
  expect(row.contact.language).toBe('fr');

  await desk.say({ conversationId, text: 'Bonjour, comment puis-je aider ?' });
  const got = await tab.waitFor(
    (f) => f.type === 'entry' && f.entry.content?.kind === 'text' && f.entry.author.kind === 'agent',
  );
  expect(got).toMatchObject({
    entry: { seq: 4, author: { name: 'Amélie Agent' } },
    conversation: { unread: 1 },
  });
  const after = await agent.read(conversationId);
  expect(after).toMatchObject({ assigneeId: agent.userId, waitingSince: null, lastSeq: 4 });
  await Promise.all([tab.close(), desk.close()]);
});

test('P4: one click sent ten times over two sockets and over REST is one entry with one number', async () => {
  const { conversationId, tab } = await startConversation();
  const entryId = uuid();
  const [first, second] = await Promise.all([agent.connect(), agent.connect()]);
  const sending = { conversationId, entryId, text: 'Once' };
  const acks = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? first : second).say(sending)));
  const posted = await Promise.all(
    [1, 2, 3].map(() => agent.write(conversationId, 'Once', 'message', entryId)),
  );
  const numbers = new Set([...acks.map((a) => a.seq), ...posted.map((e) => e.seq)]);
  expect(numbers.size).toBe(1);
  expect(new Set([...acks.map((a) => a.at), ...posted.map((e) => e.at)]).size).toBe(1);
  const log = await agent.entries(conversationId);
  expect(log.filter((e) => e.id === entryId)).toHaveLength(1);
  expectGapless(log);
  await Promise.all([tab.close(), first.close(), second.close()]);
});

test('P4: the first message of a conversation sent many times at once starts one conversation', async () => {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tabs = await Promise.all([visitor.connect(), visitor.connect()]);
  const sending = { conversationId: uuid(), entryId: uuid(), text: 'Start once' };
  const acks = await Promise.all(Array.from({ length: 10 }, (_, i) => tabs[i % 2]!.say(sending)));
  expect(new Set(acks.map((a) => `${a.conversationId}/${a.seq}`)).size).toBe(1);
  expect(textsOf(await agent.entries(sending.conversationId))).toEqual(['Start once']);
  expect((await visitor.reload(inbox.key)).conversations).toHaveLength(1);
  await Promise.all(tabs.map((tab) => tab.close()));
});

test('200 sends at once from four senders, with actions in between, leave a log without gap or loss', async () => {
  const { conversationId, tab, visitor } = await startConversation();
  const colleague = await company.addAgent('Bruno');
  const senders = [tab, await visitor.connect(), await agent.connect(), await colleague.connect()];
  const snoozedUntil = new Date(Date.now() + 3600_000).toISOString();
  const actions = [
    () => agent.patch(conversationId, { assigneeId: colleague.userId }),
    () => agent.patch(conversationId, { status: 'resolved' }),
    () => agent.write(conversationId, 'between us', 'note'),
    () => agent.patch(conversationId, { status: 'open' }),
    () => colleague.patch(conversationId, { priority: 'high', labels: ['vip'] }),
    () => agent.patch(conversationId, { assigneeId: null }),
    () => agent.patch(conversationId, { status: 'snoozed', snoozedUntil }),
    () => colleague.write(conversationId, 'another note', 'note'),
  ];
  const doing: Promise<unknown>[] = [];
  const acks = await Promise.all(
    Array.from({ length: 200 }, (_, i) => {
      if (i % 25 === 12) doing.push(actions[Math.floor(i / 25)]!());
      return senders[i % 4]!.say({ conversationId, entryId: uuid(), text: `message ${i}` });
    }),
  );
  await Promise.all(doing);
  const log = await agent.log(conversationId);
  expectGapless(log);
  for (const ack of acks) expect(log[ack.seq - 1]?.id).toBe(ack.entryId);
  expect(textsOf(log)).toHaveLength(1 + 200 + 2);
  expect(await agent.read(conversationId)).toMatchObject({ lastSeq: log.length, priority: 'high' });
  for (const [s] of senders.entries()) {
    const own = acks.filter((_, i) => i % 4 === s).map((ack) => ack.seq);
    expect(own, 'a sender’s messages stand in the order of sending').toEqual(own.toSorted((a, b) => a - b));
  }
  await Promise.all(senders.map((socket) => socket.close()));
});

test.each([
  ['it is resolved', `status = 'resolved', resolved_at = now()`, ['reopened', 'message']],
  ['it is snoozed', `status = 'snoozed', snoozed_until = now() + interval '1 day'`, ['reopened', 'message']],
  ['it has one message more', 'last_seq = last_seq', ['message']],
])(
  'a message that waits for its row while %s is judged by what the row is then',
  async (_, change, kinds) => {
    const { tab, conversationId } = await startConversation();
    const before = (await agent.log(conversationId)).length;
    const client = await program.database.pool.connect();
    await client.query('begin');
    await client.query(`update conversations set ${change} where id = $1`, [conversationId]);
    const sent = tab.say({ conversationId, text: 'Still there?' });
    await waitUntil('it waits', async () => {
      const { rows } = await program.database.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
    await client.query('commit');
    client.release();
    const { seq } = await sent;
    const log = await agent.log(conversationId);
    expectGapless(log);
    expect(kindsOf(log.slice(before))).toEqual(kinds);
    expect(log.at(-1)).toMatchObject({ seq, kind: 'message' });
    expect(await agent.read(conversationId)).toMatchObject({
      status: 'open',
      lastSeq: seq,
      lastMessage: { seq },
    });
    await tab.close();
  },
);

test('the row that is announced with a message is the row that is stored', async () => {
  const { tab, conversationId } = await startConversation();
  const desk = await agent.connect();
  await desk.say({ conversationId, text: 'Taken' });
  await desk.subscribe(conversationId);
  const writes = [
    () => tab.say({ conversationId, text: '**Bold** and\n two lines' }),
    () => desk.say({ conversationId, text: 'An answer' }),
    () => desk.say({ conversationId, text: 'A note', kind: 'note' }),
  ];
  for (const write of writes) {
    const { seq } = await write();
    const frame = await desk.waitFor((f) => f.type === 'entry' && f.entry.seq === seq);
    const stored = await agent.read(conversationId);
    expect(stored.lastMessage).toBeTruthy();
    expect(frame.type === 'entry' && frame.conversation).toEqual(stored);
  }
  await Promise.all([tab.close(), desk.close()]);
});

test('an id that is taken by another contact’s conversation opens nothing and writes nothing', async () => {
  const { conversationId, tab } = await startConversation();
  const stranger = await TestVisitor.open(program.url, inbox.key);
  const theirTab = await stranger.connect();
  expect(await theirTab.write({ conversationId, text: 'let me in' })).toMatchObject({
    type: 'nack',
    code: 'id_taken',
  });
  theirTab.send({ type: 'subscribe', topic: 'conversation', conversationId });
  expect(await theirTab.waitFor((f) => f.type === 'unsubscribed')).toMatchObject({
    code: 'conversation_not_found',
  });
  theirTab.send({ type: 'history', ref: 'h', conversationId, before: 10 });
  expect(await theirTab.waitFor((f) => f.type === 'nack' && f.ref === 'h')).toMatchObject({
    code: 'conversation_not_found',
  });
  expect(textsOf(await agent.entries(conversationId))).toEqual(['Hello?']);
  await Promise.all([tab.close(), theirTab.close()]);
});

test('a visitor can neither write notes nor send what only agents ask', async () => {
  const { conversationId, tab } = await startConversation();
  expect(await tab.write({ conversationId, kind: 'note' })).toMatchObject({ code: 'forbidden' });
  const content = { kind: 'rating', question: 'Well?', scale: 5 } as const;
  expect(await tab.write({ conversationId, content })).toMatchObject({ code: 'content_not_allowed' });
  expect(kindsOf(await agent.entries(conversationId))).toEqual(['started', 'message']);
  await tab.close();
});

test('the desk writes first; the same start again changes nothing', async () => {
  const { conversationId } = await startConversation();
  const { contact } = await agent.read(conversationId);
  const body = {
    id: uuid(),
    inboxId: inbox.id,
    contactId: contact.id,
    entryId: uuid(),
    content: { kind: 'text', text: 'We have news' },
  };
  const path = `/v1/workspaces/${company.id}/conversations`;
  const started = await Promise.all([1, 2, 3].map(() => agent.http.post<Conversation>(path, body)));
  expect(new Set(started.map((c) => c.id))).toEqual(new Set([body.id]));
  expect(textsOf(await agent.entries(body.id))).toEqual(['We have news']);
});

test('reading: cursors move forward only, on both sides, and never past the end', async () => {
  const { conversationId, tab } = await startConversation();
  await agent.write(conversationId, 'one');
  await agent.write(conversationId, 'two');
  const desk = await agent.connect();
  await desk.subscribe(conversationId);
  tab.send({ type: 'read', conversationId, seq: 4 });
  await desk.waitFor(
    (f) => f.type === 'conversation' && (f.conversation as Conversation).contactReadSeq === 4,
  );
  tab.send({ type: 'read', conversationId, seq: 2 });
  tab.send({ type: 'read', conversationId, seq: 999 });
  await desk.waitFor(
    (f) => f.type === 'conversation' && (f.conversation as Conversation).contactReadSeq === 5,
  );
  const put = (seq: number) => agent.http.put(agent.path(conversationId, '/read'), { seq });
  expect(await put(3)).toMatchObject({ readSeq: 3, contactMessages: 1 });
  expect(await put(1)).toMatchObject({ readSeq: 3, contactMessages: 1 });
  expect(await put(500)).toMatchObject({ readSeq: 5 });
  expect((await agent.read(conversationId)).agentReadSeq).toBe(5);
  await Promise.all([tab.close(), desk.close()]);
});

test('marked as unread it is unread again on every screen of that agent, and nobody else’s; reading it reads it', async () => {
  const { tab, conversationId } = await startConversation();
  await tab.say({ conversationId, text: 'One more thing' });
  const desk = await agent.connect();
  await desk.subscribe(conversationId);
  const path = agent.path(conversationId, '/read');
  expect(await agent.http.put(path, { seq: 3 })).toMatchObject({
    readSeq: 3,
    contactMessages: 2,
    unreadMarks: 0,
  });

  const unread = { conversationId, readSeq: 2, contactMessages: 1, unreadMarks: 1 };
  const markUnread = async (who: TestAgent) => (await who.http.call('DELETE', path)).body;
  expect(await markUnread(agent)).toEqual(unread);
  expect(await desk.waitFor((f) => f.type === 'agent_read' && f.read.unreadMarks === 1)).toMatchObject({
    read: unread,
  });
  const list = () =>
    agent.http.get<{ reads: { conversationId: string }[] }>(
      `/v1/workspaces/${company.id}/conversations?view=all`,
    );
  expect((await list()).reads).toContainEqual(unread);
  // The customer has been told that it was read, and that stays true.
  expect((await agent.read(conversationId)).agentReadSeq).toBe(3);

  // Once more, with an answer after it: before the last words of the contact, however much came since.
  await desk.say({ conversationId, text: 'An answer' });
  expect(await markUnread(agent)).toEqual({ ...unread, unreadMarks: 2 });
  const { lastSeq } = await agent.read(conversationId);
  expect(await agent.http.put(path, { seq: lastSeq })).toEqual({
    ...unread,
    readSeq: lastSeq,
    contactMessages: 2,
    unreadMarks: 2,
  });

  const other = await company.addAgent('Bruno Bystander');
  expect(await markUnread(other)).toMatchObject({ contactMessages: 1, unreadMarks: 1 });
  expect((await list()).reads).toContainEqual({
    conversationId,
    readSeq: lastSeq,
    contactMessages: 2,
    unreadMarks: 2,
  });
  await Promise.all([tab.close(), desk.close()]);
});

test('a tab that is closed does not end the live session while another is open; the last one does', async () => {
  const live = await company.addInbox({ mode: 'live' });
  const { visitor, tab, conversationId } = await startConversation(live.key);
  const second = await visitor.connect();
  tab.send({ type: 'leave' });
  await tab.close();
  await second.say({ conversationId, text: 'Still here' });
  expect(kindsOf(await agent.entries(conversationId))).toEqual(['started', 'message', 'message']);
  second.send({ type: 'leave' });
  await waitUntil('it is messaging', async () => (await agent.read(conversationId)).mode === 'messaging');
  await second.close();
});
