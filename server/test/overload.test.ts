import type { ServerFrame } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { expectGapless, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { Settled, TestSocket } from '../src/testing/TestSocket.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let workspace: TestWorkspace;
let tab: TestSocket;
/** On one socket, what goes to one conversation is done in its order. */
let otherTab: TestSocket;

beforeAll(async () => {
  program = await startTestProgram({ socketFramesPerSecond: 100_000 });
  workspace = await createTestWorkspace(program);
  const inbox = await workspace.addInbox({ mode: 'messaging' });
  const visitor = await TestVisitor.open(program.url, inbox.key);
  tab = await visitor.connect();
  await tab.say({ conversationId: uuid() });
  otherTab = await visitor.connect();
});
afterAll(async () => {
  await tab.close();
  await otherTab.close();
  await program.stop();
});

async function startConversation(): Promise<string> {
  const conversationId = uuid();
  await tab.say({ conversationId, text: 'first' });
  return conversationId;
}

/** Keeps the writer of the log waiting, as a database does that has more to do than it can. */
async function holdUp(conversationId: string): Promise<() => Promise<void>> {
  const client = await program.database.pool.connect();
  await client.query('begin');
  await client.query('select 1 from conversations where id = $1 for update', [conversationId]);
  return async () => {
    await client.query('commit');
    client.release();
  };
}

test('when more comes than becomes durable, what is accepted is done soon and the rest is told when to come back', async () => {
  const [held, ...others] = await Promise.all(Array.from({ length: 6 }, startConversation));
  const release = await holdUp(held!);
  // The batch in flight, then those that wait for it.
  const accepted = [tab.write({ conversationId: held!, text: 'held' })];
  await pause(50);
  for (const conversationId of others) accepted.push(tab.write({ conversationId, text: 'waits' }));
  await waitUntil(
    'the server finds that it is overloaded',
    async () => program.doors.core.appender.isOverloaded,
  );

  const ids = others.map((conversationId) => ({ conversationId, entryId: uuid() }));
  const refused = await Promise.all(ids.map((id) => otherTab.write({ ...id, text: 'later' })));
  for (const answer of refused)
    expect(answer).toMatchObject({ type: 'nack', code: 'overloaded', retryAfterMs: expect.any(Number) });
  const delays = refused.map((answer) => (answer as Settled & { retryAfterMs: number }).retryAfterMs);
  expect(new Set(delays).size, 'they do not all come back at once').toBeGreaterThan(1);
  // Over HTTP likewise, with the header; and whoever spreads the load sends it elsewhere.
  const overHttp = await workspace.owner.http.call('POST', workspace.owner.path(others[0]!, '/entries'), {
    id: uuid(),
    kind: 'note',
    content: { kind: 'text', text: 'a note' },
  });
  expect(overHttp).toMatchObject({ status: 503, code: 'overloaded' });
  expect(Number(overHttp.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await new HttpClient(program.url).call('GET', '/ready')).toMatchObject({
    status: 503,
    code: 'overloaded',
  });
  expect((await fetch(`${program.url}/health`)).status).toBe(200);
  // Reading goes on meanwhile.
  expect((await workspace.owner.entries(others[0]!)).length).toBeGreaterThan(0);

  await release();
  for (const answer of await Promise.all(accepted)) expect(answer.type).toBe('ack');
  await waitUntil(
    'the server is ready again',
    async () => (await fetch(`${program.url}/ready`)).status === 200,
  );
  for (const id of ids) expect((await tab.say({ ...id, text: 'later' })).entryId).toBe(id.entryId);
  for (const conversationId of others) {
    const log = await workspace.owner.log(conversationId);
    expectGapless(log);
    expect(textsOf(log)).toEqual(['first', 'waits', 'later']);
  }
});

test('whoever floods is refused at the door while others are heard; what comes again is in the log once', async () => {
  const { gate } = program.realtime;
  const [held, ...flooded] = await Promise.all(Array.from({ length: 41 }, startConversation));
  const release = await holdUp(held!);
  const accepted = tab.write({ conversationId: held!, text: 'held' });
  await waitUntil('the writer of the log is held up', async () => gate.underWay > 0);
  const waiting = new Map(Array.from({ length: gate.room }, (_, i) => [uuid(), i]));
  const all = new Set(waiting.keys());
  const codes = new Map<string, number>();
  let answers = 0;
  const send = (entryId: string) => {
    const i = waiting.get(entryId)!;
    const content = { kind: 'text', text: `flood ${i}` } as const;
    const conversationId = flooded[i % flooded.length]!;
    otherTab.send({ type: 'send', ref: entryId, conversationId, entryId, kind: 'message', content });
  };
  otherTab.onFrame = (frame) => {
    if (frame.type === 'ack') waiting.delete(frame.ref);
    else if (frame.type !== 'nack') return;
    else {
      codes.set(frame.code, (codes.get(frame.code) ?? 0) + 1);
      expect(frame.retryAfterMs).toBeGreaterThan(0);
    }
    answers += 1;
  };
  for (const entryId of all) send(entryId);
  // Their share is theirs; the rest is refused while nothing becomes durable at all.
  await waitUntil('the flood is refused', async () => answers >= all.size / 2);
  expect(codes.get('overloaded')).toBe(answers);
  expect(gate.isRefusing).toBe(true);
  expect(gate.admits({ underWay: 0 }), 'anybody else is taken on').toBe(true);
  await release();
  expect((await accepted).type).toBe('ack');
  await waitUntil('the flood is answered', async () => answers === all.size);
  while (waiting.size > 0) {
    answers = 0;
    const again = [...waiting.keys()];
    for (const entryId of again) send(entryId);
    await waitUntil('what came again is answered', async () => answers === again.length);
  }
  otherTab.onFrame = undefined;
  expect(gate.underWay).toBe(0);
  const logs = await Promise.all(flooded.map((conversationId) => workspace.owner.log(conversationId)));
  for (const log of logs) expectGapless(log);
  expect(new Set(logs.flatMap(textsOf))).toEqual(
    new Set(['first', ...Array.from({ length: all.size }, (_, i) => `flood ${i}`)]),
  );
  expect(logs.flatMap(textsOf)).toHaveLength(flooded.length + all.size);
});

test('a frame that is not written our way is refused all the same', async () => {
  const { gate } = program.realtime;
  const conversationId = await startConversation();
  const ticket = { underWay: 0 };
  for (let i = 0; i < gate.room; i += 1) gate.enter(ticket);
  const text = JSON.stringify({
    kind: 'message',
    content: { kind: 'text', text: 'hello' },
    conversationId,
    entryId: uuid(),
    ref: 'mine',
    type: 'send',
  });
  tab.sendText(text);
  const isAnswer = (frame: ServerFrame) => 'ref' in frame && frame.ref === 'mine';
  expect(await tab.waitFor(isAnswer)).toMatchObject({ type: 'nack', code: 'overloaded' });
  while (ticket.underWay > 0) gate.leave(ticket);
  const from = tab.frames.length;
  tab.sendText(text);
  expect(await tab.waitFor(isAnswer, from)).toMatchObject({ type: 'ack' });
});

test('queries that find no connection are refused before they cost memory, and the rest is answered', async () => {
  const { pool } = program.database;
  const clients = await Promise.all(
    Array.from({ length: pool.options.max! - pool.totalCount + pool.idleCount }, () => pool.connect()),
  );
  const { db } = program.doors.core;
  const waiting = Array.from({ length: 2000 }, () =>
    db.query('select 1').then(
      () => 'done',
      (error) => error.code,
    ),
  );
  await pause(20);
  // Besides these the program's own work may wait: transactions of its jobs.
  expect(pool.waitingCount).toBeLessThanOrEqual(550);
  for (const client of clients) client.release();
  const results = await Promise.all(waiting);
  expect(results.filter((result) => result === 'overloaded').length).toBeGreaterThanOrEqual(1400);
  expect(results.filter((result) => result === 'done').length).toBeGreaterThanOrEqual(450);
  expect(await db.query('select 1')).toMatchObject({ rowCount: 1 });
});
