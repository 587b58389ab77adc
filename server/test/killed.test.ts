import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Import, Inbox, Me } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { ChildProgram, findFreePort } from '../src/testing/ChildProgram.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { expectGapless } from '../src/testing/logChecks.ts';
import { Sender } from '../src/testing/Sender.ts';
import { seededRandom } from '../src/testing/seededRandom.ts';
import { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

const KILLS = Number(process.env.KILLS ?? 10);
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);

let dataDir: string;
let program: ChildProgram;
let agent: TestAgent;
let inbox: Inbox;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'causerie-killed-'));
  program = new ChildProgram(dataDir, await findFreePort());
  // An orderly end leaves the compiled code behind, from which all later starts begin.
  await program.start();
  await program.stop();
  await program.start();
  agent = await setUp();
  const inboxes = await agent.http.get<{ items: Inbox[] }>(`/v1/workspaces/${agent.workspaceId}/inboxes`);
  inbox = inboxes.items[0]!;
}, 240_000);

afterAll(async () => {
  await program.stop();
  await waitUntil('nothing of the database is left', () => program.databasePids().length === 0);
  rmSync(dataDir, { recursive: true, force: true });
});

async function setUp(): Promise<TestAgent> {
  const answer = await new HttpClient(program.url, { origin: program.url }).call('POST', '/v1/setup', {
    workspaceName: 'Maison Lumen',
    name: 'Olive Owner',
    email: 'olive@example.com',
    password: 'a-password-for-tests',
    language: 'en',
  });
  expect(answer.status).toBe(200);
  const { id, workspaces } = answer.body as Me;
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return new TestAgent(
    new HttpClient(program.url, { cookie, origin: program.url }),
    workspaces[0]!.id,
    id,
    cookie,
  );
}

/** Three visitors with two tabs each, and an agent in each conversation; some send one by one, some several at once. */
async function startSenders(): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (const v of [1, 2, 3]) {
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
    await tab.close();
    senders.push(
      new Sender(`visitor ${v} tab 1`, conversationId, 1, () => visitor.connect()),
      new Sender(`visitor ${v} tab 2`, conversationId, 6, () => visitor.connect()),
      new Sender(`agent in ${v}`, conversationId, v, () => agent.connect()),
    );
  }
  return senders;
}

test(`P1: killed with its database ${KILLS} times during a stream of sends, it keeps all it acknowledged, once, in order (seed ${SEED})`, {
  timeout: 600_000,
}, async () => {
  const random = seededRandom(SEED);
  const senders = await startSenders();
  for (const sender of senders) sender.start();
  const acknowledged = () =>
    senders.flatMap(({ sent }) => sent).filter(({ seq }) => seq !== undefined).length;
  for (let kills = 0; kills < KILLS; kills += 1) {
    // Most come into the middle of the stream, however long a machine takes until it flows again; some before.
    const before = acknowledged();
    if (kills % 5 > 0) await waitUntil('messages flow', () => acknowledged() >= before + 15, 60_000);
    await pause(60 + random() * 350);
    await program.kill(random() < 0.5 ? 'program first' : 'database first');
    await program.start();
  }
  await Promise.all(senders.map((sender) => sender.finish()));

  let messages = 0;
  for (const conversationId of new Set(senders.map((sender) => sender.conversationId))) {
    const log = await agent.log(conversationId);
    expectGapless(log);
    const own = senders.filter((sender) => sender.conversationId === conversationId);
    for (const sender of own) {
      expect(sender.contradictions).toEqual([]);
      for (const { entryId, seq } of sender.sent) expect(log[seq! - 1]?.id).toBe(entryId);
      const seqs = sender.sent.map((sent) => sent.seq!);
      expect(seqs, `${sender.name} reads in the order of writing`).toEqual(seqs.toSorted((a, b) => a - b));
    }
    const written = own.reduce((sum, sender) => sum + sender.sent.length, 0);
    expect(log.filter((entry) => entry.kind === 'message')).toHaveLength(1 + written);
    expect((await agent.read(conversationId)).lastSeq).toBe(log.length);
    messages += written;
  }
  const reconnects = senders.reduce((sum, sender) => sum + sender.reconnects, 0);
  console.log(`${messages} messages, ${KILLS} kills, ${reconnects} reconnects, seed ${SEED}`);
  expect(messages).toBeGreaterThan(KILLS * 10);
});

test('a database that dies alone never takes the program with it: 503 meanwhile, then all goes on', {
  timeout: 180_000,
}, async () => {
  const { pid } = program;
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const sender = new Sender('steady', uuid(), 1, () => visitor.connect());
  sender.start();
  const idle = await visitor.connect();
  for (let i = 0; i < 3; i += 1) {
    await pause(100);
    program.killDatabase();
    const refused = await waitUntil('it says so', async () => {
      const answer = await agent.http.call('GET', `/v1/workspaces/${agent.workspaceId}/conversations`);
      return answer.status >= 500 && answer;
    });
    expect(refused).toMatchObject({ status: 503, code: 'unavailable' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await waitUntil('it is well again', async () => (await program.health()) === 200, 15_000);
  }
  await pause(100);
  await sender.finish();
  const log = await agent.log(sender.conversationId);
  expectGapless(log);
  for (const { entryId, seq } of sender.sent) expect(log[seq! - 1]?.id).toBe(entryId);
  expect(idle.isOpen, 'a socket outlives the database').toBe(true);
  expect(await idle.say({ conversationId: sender.conversationId, text: 'still here' })).toMatchObject({
    seq: log.length + 1,
  });
  expect(program.pid).toBe(pid);
  expect(program.isRunning).toBe(true);
  await idle.close();
});

test('an import that was killed in the middle goes on where it was: each conversation once, none left out', {
  timeout: 300_000,
}, async () => {
  const base = `/v1/workspaces/${agent.workspaceId}`;
  const many = 300;
  const tickets = Array.from({ length: many }, (_, i) => ({
    id: 7000 + i,
    subject: `Ticket ${i}`,
    status: 'closed',
    created_at: new Date(1_600_000_000_000 + i * 60_000).toISOString(),
    requester: { id: 100 + (i % 90), name: `Person ${i % 90}`, email: `person${i % 90}@example.com` },
    requester_id: 100 + (i % 90),
    comments: [1, 2, 3].map((n) => ({
      id: i * 10 + n,
      author_id: n === 2 ? 5 : 100 + (i % 90),
      public: n !== 3,
      plain_body: `Comment ${n} of ${i}. `.repeat(50),
      created_at: new Date(1_600_000_000_000 + i * 60_000 + n * 1000).toISOString(),
    })),
  }));
  const lines = tickets.map((ticket) => JSON.stringify(ticket)).join('\n');
  expect(lines.length, 'large enough to be read in a thread of its own').toBeGreaterThan(600_000);
  const { id } = await agent.http.post<Import>(
    `${base}/imports/files?kind=zendesk`,
    formWithFile(lines, 'tickets.jsonl'),
  );
  // Asking often is no load that anybody limits here.
  const read = (importId = id) => agent.http.elsewhere().get<Import>(`${base}/imports/${importId}`);
  await agent.http.post(`${base}/imports/${id}/start`, {});
  const begun = await waitUntil('it is under way', async () => {
    const now = await read();
    return now.done > 40 && now;
  });
  await program.kill('program first');
  expect(begun.done, 'it was in the middle').toBeLessThan(many);
  await program.start();
  const done = await waitUntil(
    'it is done',
    async () => {
      const now = await read();
      return now.status !== 'running' && now;
    },
    200_000,
  );
  expect(done).toMatchObject({
    status: 'done',
    done: many,
    counts: { conversations: many, contacts: 90, messages: 2 * many, notes: many },
  });
  const again = await agent.http.post<Import>(
    `${base}/imports/files?kind=zendesk`,
    formWithFile(lines, 'tickets.jsonl'),
  );
  await agent.http.post(`${base}/imports/${again.id}/start`, {});
  await waitUntil(
    'nothing new is in it',
    async () => {
      const { status, counts } = await read(again.id);
      return status === 'done' && counts.repeated === many && Object.keys(counts).length === 1;
    },
    120_000,
  );
});
