import type { Contact, Inbox } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { kindsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
  base = `/v1/workspaces/${company.id}`;
});
afterAll(() => program.stop());

const block = (contactId: string, blocked: boolean) =>
  agent.http.put<Contact>(`${base}/contacts/${contactId}/blocked`, { blocked });

async function stored() {
  const tables = ['contacts', 'conversations', 'entries', 'files', 'identities', 'page_views'];
  const rows = await Promise.all(
    tables.map(
      async (table) =>
        (
          await program.database.pool.query(
            `select to_jsonb(t) as row from ${table} t where workspace_id = $1 order by 1`,
            [company.id],
          )
        ).rows,
    ),
  );
  return rows;
}

test('a blocked contact’s messages, files and words about themselves are refused, and nothing is stored', async () => {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello' });
  const { contact } = await agent.read(conversationId);
  expect((await block(contact.id, true)).blockedAt).not.toBeNull();
  const before = await stored();
  const refused = { type: 'nack', code: 'contact_blocked' };
  expect(await tab.write({ conversationId, text: 'again' })).toMatchObject(refused);
  expect(await tab.write({ conversationId: uuid(), text: 'elsewhere' })).toMatchObject(refused);
  expect(await visitor.http.call('PATCH', '/widget/v1/visitor', { name: 'Somebody' })).toMatchObject({
    code: 'contact_blocked',
  });
  expect(await visitor.http.call('POST', '/widget/v1/files', formWithFile('x', 'x.txt'))).toMatchObject({
    code: 'contact_blocked',
  });
  expect(await stored()).toEqual(before);
  // The desk still writes, and the log says who blocked and when.
  await agent.write(conversationId, 'Goodbye');
  await agent.patch(conversationId, { status: 'resolved' });
  expect(await tab.write({ conversationId, text: 'to a resolved one' })).toMatchObject(refused);
  await block(contact.id, false);
  await tab.say({ conversationId, text: 'thank you' });
  const log = await agent.log(conversationId);
  expect(kindsOf(log)).toContain('contact_blocked');
  expect(log.find((e) => e.event?.type === 'contact_blocked')?.author.name).toBe('Amélie');
  const seen = await tab.subscribe(conversationId);
  expect(
    seen.entries.some((e) => e.event?.type === 'contact_blocked'),
    'the contact sees an empty place',
  ).toBe(false);
  await tab.close();
});

test('blocking twice is one event; unblocking an open one writes nothing', async () => {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  const { contact } = await agent.read(conversationId);
  await block(contact.id, false);
  const first = await block(contact.id, true);
  expect((await block(contact.id, true)).blockedAt).toBe(first.blockedAt);
  await block(contact.id, false);
  expect(kindsOf(await agent.log(conversationId)).filter((kind) => kind.startsWith('contact_'))).toEqual([
    'contact_blocked',
    'contact_unblocked',
  ]);
  await tab.close();
});

test('who is blocked under one name is not let in by a merge', async () => {
  const add = (name: string) => agent.http.post<Contact>(`${base}/contacts`, { id: uuid(), name });
  const [good, bad] = [await add('Good'), await add('Bad')];
  await block(bad.id, true);
  const { contact, mergeId } = await agent.http.post<{ contact: Contact; mergeId: string }>(
    `${base}/contacts/${good.id}/merges`,
    { fromId: bad.id },
  );
  expect(contact.blockedAt).not.toBeNull();
  const after = await agent.http.post<Contact>(`${base}/contacts/${good.id}/merges/${mergeId}/undo`);
  expect(after.blockedAt).toBeNull();
});
