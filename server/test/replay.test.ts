import type { Delivery, Entry, Inbox } from '@causerie/protocol';
import { publicEventTypes } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { Follower } from '../src/testing/Follower.ts';
import { expectGapless, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

const RUNS = Number(process.env.REPLAY_RUNS ?? 15);

let program: TestProgram;
let company: TestWorkspace;
let agents: TestAgent[];
let inbox: Inbox;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agents = [await company.addAgent('Amélie'), await company.addAgent('Bruno')];
  // Unread replies are mailed at once, and no mail server is set: deliveries come and fail all the time.
  inbox = await company.addInbox({ settings: { mailAfterMinutes: 0 } });
});
afterAll(() => program.stop());

async function startConversation() {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
  await visitor.http.patch('/widget/v1/visitor', { email: `${uuid()}@example.com` });
  await tab.close();
  return { visitor, conversationId };
}

/** Two tabs of the visitor and a screen of each agent. */
function participants(visitor: TestVisitor, conversationId: string) {
  const tabs = [1, 2].map(() => new Follower(conversationId, () => visitor.connect()));
  const screens = agents.map((agent) => new Follower(conversationId, () => agent.connect()));
  return { tabs, screens, all: [...tabs, ...screens] };
}

/** Everybody connected, nothing unsent, no mail under way, and all as far as the server is, also with the mails. */
async function settle(everybody: Follower[], conversationId: string): Promise<void> {
  const [agent] = agents;
  await waitUntil('all are as far as the server', async () => {
    await Promise.all(everybody.map((follower) => follower.connect()));
    const { lastSeq, version } = await agent!.read(conversationId);
    const { deliveries } = await agent!.page(conversationId);
    const mails = await program.database.pool.query(
      `select from conversations where id = $1 and unread_reply_since is not null
       union all select from deliveries where conversation_id = $1 and status = 'queued'`,
      [conversationId],
    );
    const isMailed = mails.rowCount === 0;
    return (
      isMailed &&
      everybody.every((f) => f.waiting === 0 && f.seq === lastSeq && f.row?.version === version) &&
      // A delivery's news comes by itself, after the row's.
      everybody.every((f) =>
        deliveries.every((d) => {
          const known = f.deliveries.get(d.id);
          return !known || known.version === d.version;
        }),
      )
    );
  }).catch((error: Error) => {
    const states = everybody.map((f) => ({
      waiting: f.waiting,
      seq: f.seq,
      lastSeq: f.row?.lastSeq,
      version: f.row?.version,
    }));
    throw new Error(`${error.message}: ${JSON.stringify(states)}`);
  });
}

const byId = (deliveries: Iterable<Delivery>) => [...deliveries].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What a reader put together from frames is what somebody gets who comes anew. */
async function expectSameAsFresh(
  follower: Follower,
  open: () => ReturnType<TestAgent['connect']>,
): Promise<void> {
  const socket = await open();
  const fresh = await socket.subscribe(follower.conversationId);
  const { viewers: _viewers, ...snapshot } = fresh;
  expect(follower.row).toEqual(snapshot.conversation);
  expect(follower.log.slice(-snapshot.entries.length)).toEqual(snapshot.entries);
  expectGapless(follower.log);
  const touched = byId(follower.deliveries.values()).filter((d) => d.lastSeq >= snapshot.entries[0]!.seq);
  expect(touched).toEqual(byId(snapshot.deliveries));
  await socket.close();
}

const isPublic = (entry: Entry): boolean =>
  entry.kind === 'message' || (entry.event !== undefined && publicEventTypes.includes(entry.event.type));

/** How an assignment came about is the desk's affair. */
function publicPart(entry: Entry): Entry {
  if (entry.event?.type !== 'assigned') return entry;
  const { by: _by, waitedSeconds: _waited, overCapacity: _over, ...event } = entry.event;
  return { ...entry, event };
}

function expectContactsViewOf(agentsLog: Entry[], contactsLog: Entry[]): void {
  expect(contactsLog).toHaveLength(agentsLog.length);
  for (const [i, entry] of contactsLog.entries()) {
    const { conversationId, seq } = agentsLog[i]!;
    if (isPublic(agentsLog[i]!))
      expect({ ...entry, author: undefined }).toEqual({ ...publicPart(agentsLog[i]!), author: undefined });
    else
      expect(entry).toEqual({
        conversationId,
        seq,
        id: '00000000-0000-0000-0000-000000000000',
        at: '1970-01-01T00:00:00.000Z',
        kind: 'hidden',
        author: { kind: 'system' },
      });
  }
}

async function expectAllAgree(
  visitor: TestVisitor,
  conversationId: string,
  who: ReturnType<typeof participants>,
) {
  await settle(who.all, conversationId);
  const log = await agents[0]!.log(conversationId);
  expectGapless(log);
  for (const tab of who.tabs) await expectSameAsFresh(tab, () => visitor.connect());
  for (const [i, screen] of who.screens.entries())
    await expectSameAsFresh(screen, () => agents[i]!.connect());
  for (const screen of who.screens) expect(screen.log).toEqual(log);
  for (const tab of who.tabs) expectContactsViewOf(log, tab.log);
  for (const follower of who.all)
    for (const [entryId, seq] of follower.acked) expect(log[seq - 1]?.id).toBe(entryId);
  const written = who.all.reduce((sum, follower) => sum + follower.acked.size, 0);
  expect(textsOf(log).filter((text) => text.startsWith('message'))).toHaveLength(written);
}

test('P1: sockets dropped at random points resume with what they have; everything arrives, gap-free, in order', {
  timeout: 180_000,
}, async () => {
  const { visitor, conversationId } = await startConversation();
  const who = participants(visitor, conversationId);
  await Promise.all(who.all.map((follower) => follower.connect()));
  for (let i = 0; i < 120; i += 1) {
    const follower = who.all[i % 4]!;
    if (i % 7 === 3) who.all[(i * 5) % 4]!.drop();
    if (i % 11 === 5) void agents[0]!.write(conversationId, `note ${i}`, 'note');
    if (!follower.isConnected) await follower.connect();
    follower.send(`message ${i}`);
    if (i % 3 === 0) await pause(2);
  }
  await expectAllAgree(visitor, conversationId, who);
});

type Step =
  | { do: 'send' | 'drop' | 'connect' | 'read'; who: number }
  | { do: 'repeat'; who: number; times: number }
  | { do: 'patch' | 'note' | 'resend'; who: number; choice: number }
  | { do: 'pause'; ms: number };

const who = fc.integer({ min: 0, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('send' as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('drop' as const, 'connect' as const, 'read' as const), who }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('repeat' as const), who, times: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('patch' as const, 'note' as const, 'resend' as const),
      who: fc.integer({ min: 0, max: 1 }),
      choice: fc.integer({ min: 0, max: 5 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pause' as const), ms: fc.integer({ min: 0, max: 12 }) }),
  },
);

const patches = (userId: string) => [
  { status: 'resolved' } as const,
  { status: 'open' } as const,
  { assigneeId: userId },
  { assigneeId: null },
  { priority: 'high' } as const,
  { labels: [uuid()] },
];

async function perform(
  each: Step,
  everybody: Follower[],
  conversationId: string,
  n: number,
): Promise<unknown> {
  if (each.do === 'pause') return pause(each.ms);
  const follower = everybody[each.who]!;
  const agent = agents[each.who % 2]!;
  switch (each.do) {
    case 'send':
      return follower.send(`message ${n}`);
    case 'drop':
      return follower.drop();
    case 'connect':
      return follower.connect();
    case 'read':
      return follower.read();
    case 'repeat':
      return follower.repeat(each.times);
    case 'note':
      return agent.write(conversationId, `note ${n}`, 'note');
    case 'patch':
      return agent.patch(conversationId, patches(agent.userId)[each.choice]!);
    case 'resend': {
      const failed = (await agent.page(conversationId)).deliveries.find((d) => d.status === 'failed');
      return (
        failed && agent.http.call('POST', agent.path(conversationId, `/deliveries/${failed.id}/resend`), {})
      );
    }
  }
}

test('P1: any interleaving of sends, drops, reconnects, repeats and two tabs leaves everybody with the same gapless log, and snapshot + frames = fresh snapshot', {
  // Generous for a busy machine: what is at stake is what everybody holds, not how soon.
  timeout: 60_000 + RUNS * 10_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const { visitor, conversationId } = await startConversation();
      const everybody = participants(visitor, conversationId);
      await Promise.all(everybody.all.map((follower) => follower.connect()));
      const doing: Promise<unknown>[] = [];
      for (const [n, each] of steps.entries()) {
        const done = perform(each, everybody.all, conversationId, n);
        if (each.do === 'pause') await done;
        else doing.push(done);
      }
      await Promise.all(doing);
      await expectAllAgree(visitor, conversationId, everybody);
      for (const follower of everybody.all) follower.drop();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test('P1: what is written between the reading of the row and of the log arrives, and leaves the newest row', async () => {
  const { visitor, conversationId } = await startConversation();
  const follower = new Follower(conversationId, () => visitor.connect());
  const restore = slowDown(/^entries-/, () => agents[0]!.write(conversationId, 'in between', 'note'));
  await follower.connect();
  await waitUntil('the row is the newest', async () => {
    const { version, lastSeq } = await agents[0]!.read(conversationId);
    return follower.row?.version === version && follower.seq === lastSeq;
  }).finally(restore);
  await expectSameAsFresh(follower, () => visitor.connect());
  follower.drop();
});

test('P1: two subscriptions at once do not lose what comes between them', async () => {
  const { visitor, conversationId } = await startConversation();
  const tab = await visitor.connect();
  const restore = slowDown(/^entries-/, () => pause(40));
  tab.send({ type: 'subscribe', topic: 'conversation', conversationId });
  await pause(20);
  tab.send({ type: 'subscribe', topic: 'conversation', conversationId });
  for (let i = 0; i < 8; i += 1) {
    await agents[0]!.write(conversationId, `message ${i}`);
    await pause(8);
  }
  restore();
  // The plainest client: a snapshot replaces what it has, frames are added.
  const held = () => {
    let log: Entry[] = [];
    for (const frame of tab.frames) {
      if (frame.type === 'subscribed') log = frame.entries;
      if (frame.type === 'entry' && frame.entry.seq === (log.at(-1)?.seq ?? 0) + 1)
        log = [...log, frame.entry];
    }
    return log;
  };
  await waitUntil('all is there', () => textsOf(held()).at(-1) === 'message 7');
  expectGapless(held());
  await tab.close();
});

/** Lets something happen just before a named query of the replay is run. */
function slowDown(name: RegExp, before: () => Promise<unknown>): () => void {
  const { db } = program.doors.core;
  const { query } = db;
  let isBusy = false;
  db.query = (async (text: { name?: string }, values?: unknown[]) => {
    if (name.test(text.name ?? '') && !isBusy) {
      isBusy = true;
      await before().finally(() => {
        isBusy = false;
      });
    }
    return query(text as never, values);
  }) as typeof query;
  return () => {
    db.query = query;
  };
}
