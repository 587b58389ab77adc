import type { Contact, ConversationsPage, EntriesPage, Inbox } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { countQueries } from '../src/testing/countQueries.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;
let ids: string[];
const sizes = [1, 50, 100];

beforeAll(async () => {
  // Without a worker, whose own queries would be counted.
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
  ids = await Promise.all(Array.from({ length: 100 }, () => startConversation()));
  for (const id of ids) await agent.write(id, 'Hello back');
}, 180_000);
afterAll(() => program.stop());

async function startConversation(): Promise<string> {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  await tab.close();
  return conversationId;
}

/** Counts each after it ran once, so that what is only loaded the first time is not counted. */
async function countFor(works: (() => Promise<unknown>)[]): Promise<number[]> {
  const counts: number[] = [];
  for (const work of works) {
    await work();
    counts.push(await countQueries(work));
  }
  return counts;
}

function expectConstant(counts: number[], most: number): void {
  expect(new Set(counts).size, `the same number each time: ${counts}`).toBe(1);
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[0]).toBeLessThanOrEqual(most);
}

test.each(['all', 'mine', 'unassigned'])(
  'P13: a page of the view %s takes as many queries with 100 rows as with 1',
  async (view) => {
    const path = `/v1/workspaces/${company.id}/conversations?view=${view}`;
    const counts = await countFor(
      sizes.map((limit) => async () => {
        const { items } = await agent.http.get<ConversationsPage>(`${path}&limit=${limit}`);
        if (view !== 'unassigned') expect(items).toHaveLength(limit);
      }),
    );
    expectConstant(counts, 8);
  },
);

test('P13: so does a page of a thread', async () => {
  const [id] = ids as [string];
  const desk = await agent.connect();
  for (let i = 0; i < 180; i += 1) await desk.say({ conversationId: id, text: `message ${i}` });
  await desk.close();
  const counts = await countFor(
    [1, 50, 180].map((limit) => async () => {
      expect(
        (await agent.http.get<EntriesPage>(agent.path(id, `/entries?limit=${limit}`))).items,
      ).toHaveLength(limit);
    }),
  );
  expectConstant(counts, 7);
});

test('P13: so does a page of contacts', async () => {
  const counts = await countFor(
    sizes.map((limit) => async () => {
      const page = await agent.http.get<{ items: Contact[] }>(
        `/v1/workspaces/${company.id}/contacts?limit=${limit}`,
      );
      expect(page.items).toHaveLength(limit);
    }),
  );
  expectConstant(counts, 5);
});

test('P13: so does a subscription of the list, however many rows have changed', async () => {
  const desk = await agent.connect();
  const marks: string[] = [];
  for (const [i, id] of ids.entries()) {
    if (i === 0 || i === 50 || i === 99) marks.push((await desk.followRows()).watermark!);
    await agent.patch(id, { priority: 'low' });
  }
  const counts = await countFor(
    marks.map((since) => async () => {
      expect((await desk.followRows(since)).conversations.length).toBeGreaterThan(0);
    }),
  );
  // Three for the rows, one for everybody's counts, three for one's own.
  expectConstant(counts, 8);
  await desk.close();
});

test('P13: so does a visitor’s session, however many conversations they have had', async () => {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const counts: number[] = [];
  for (const many of [1, 20, 50]) {
    while ((await visitor.reload(inbox.key)).conversations.length < many)
      await tab.say({ conversationId: uuid() });
    counts.push(await countQueries(() => visitor.reload(inbox.key)));
  }
  expectConstant(counts, 10);
  await tab.close();
});

test('P13: a message costs the same, however long the conversation is and however many are listening', async () => {
  const [long, , short] = ids as [string, string, string];
  const desk = await agent.connect();
  const listeners: TestSocket[] = [];
  const send = (conversationId: string) => async () => {
    const { seq } = await desk.say({ conversationId });
    await waitUntil('everybody has it', () =>
      listeners.every((each) =>
        each.frames.some(
          (f) => f.type === 'entry' && f.entry.conversationId === conversationId && f.entry.seq === seq,
        ),
      ),
    );
  };
  const alone = await countFor([send(long), send(short)]);
  for (let i = 0; i < 20; i += 1) {
    const each = await agent.connect();
    listeners.push(each);
    for (const id of [long, short]) await each.subscribe(id);
  }
  const amongMany = await countFor([send(long), send(short)]);
  expectConstant([...alone, ...amongMany], 1);
  await Promise.all([desk, ...listeners].map((each) => each.close()));
});
