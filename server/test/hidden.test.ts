import type { Inbox, VisitorConversation } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { expectGapless, kindsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
});
afterAll(() => program.stop());

test('of notes and internal events the contact gets a number and nothing else, by whatever door', async () => {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  const before = (await visitor.reload(inbox.key)).conversations[0];
  await pause(20);
  const note = await agent.write(conversationId, 'secret-note', 'note');
  await pause(20);
  await agent.patch(conversationId, { labels: ['secret-label'], priority: 'urgent' });
  await agent.write(conversationId, 'secret-second-note', 'note');

  await tab.waitFor((f) => f.type === 'entry' && f.entry.seq === 6);
  await tab.subscribe(conversationId);
  await tab.subscribe(conversationId, { seq: 2, version: 1 });
  tab.send({ type: 'history', ref: 'all', conversationId, before: 100 });
  await tab.waitFor((f) => f.type === 'entries' && f.ref === 'all');
  await visitor.reload(inbox.key);

  const log = await agent.entries(conversationId);
  expect(kindsOf(log)).toEqual(['started', 'message', 'note', 'priority_changed', 'labels_changed', 'note']);
  const told = JSON.stringify(tab.frames) + JSON.stringify(visitor.session);
  expect(told).not.toMatch(/secret|urgent|priority_changed|labels_changed/);
  for (const hidden of log.slice(2)) {
    expect(told).not.toContain(hidden.id);
    expect(told, 'not even when').not.toContain(hidden.at);
  }
  expect(told).not.toContain(note.author.id);
  for (const frame of [...tab.all('subscribed').slice(0, 1), ...tab.all('entries')]) {
    expectGapless(frame.entries);
    expect(kindsOf(frame.entries)).toEqual(['started', 'message', 'hidden', 'hidden', 'hidden', 'hidden']);
  }
  // Who writes a note has read what is above it: that may be told.
  const {
    version: _v,
    lastSeq: _l,
    agentReadSeq: _r,
    ...now
  } = visitor.session.conversations[0] as VisitorConversation;
  expect(before, 'all else stands as it was').toMatchObject(now);
  await tab.close();
});

test('that a conversation is snoozed or waits for a bot is the desk’s affair', async () => {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  const snoozedUntil = new Date(Date.now() + 3600_000).toISOString();
  await agent.patch(conversationId, { status: 'snoozed', snoozedUntil });
  const { conversation, entries } = await tab.subscribe(conversationId);
  expect(conversation).toMatchObject({ status: 'open' });
  expect(JSON.stringify([conversation, entries])).not.toMatch(/snooze/);
  await agent.patch(conversationId, { status: 'pending' });
  expect((await tab.subscribe(conversationId)).conversation).toMatchObject({ status: 'open' });
  await tab.close();
});
