import type { Inbox, ServerFrame } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis } from '../src/db/connectRedis.ts';
import { createRedisCounter } from '../src/db/redisCounter.ts';
import { uuid } from '../src/lib/uuid.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestRedis } from '../src/testing/TestRedis.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

let redis: TestRedis;
let first: TestProgram;
let second: TestProgram;
let company: TestWorkspace;
let inbox: Inbox;

const settings = () => ({ trustProxy: true, redisUrl: redis.url });

beforeAll(async () => {
  redis = await TestRedis.start();
  first = await startTestProgram(settings());
  second = await startTestProgram(settings(), first.database);
  company = await createTestWorkspace(first);
  inbox = await company.addInbox();
  await waitUntil('the nodes hear each other', hearsBoth);
}, 180_000);
afterAll(async () => {
  await second?.stop();
  await first?.stop();
  await redis?.stop();
});

/** A signal of each node reaches the other. */
async function hearsBoth(): Promise<boolean> {
  const probe = async (from: TestProgram, to: TestProgram) => {
    const userId = uuid();
    from.realtime.signal({ kind: 'agent_here', workspaceId: userId, userId, sessionId: 'probe', here: true });
    await pause(30);
    return to.doors.presence.isConnected(userId, userId);
  };
  return (await probe(first, second)) && (await probe(second, first));
}

/** The same person at another node. */
const at = (program: TestProgram, agent: TestAgent): TestAgent =>
  new TestAgent(
    new HttpClient(program.url, { cookie: agent.cookie, origin: program.url }),
    agent.workspaceId,
    agent.userId,
    agent.cookie,
  );

async function startAcross() {
  const visitor = await TestVisitor.open(first.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello' });
  const agent = at(second, company.owner);
  const desk = await agent.connect();
  await desk.followRows();
  await desk.subscribe(conversationId);
  return { visitor, tab, agent, desk, conversationId };
}

const entryOf = (text: string) => (frame: ServerFrame) =>
  frame.type === 'entry' && frame.entry.content?.kind === 'text' && frame.entry.content.text === text;

const textsOf = (socket: TestSocket) => [
  ...new Map(
    socket
      .all('entry')
      .filter((f) => f.entry.content?.kind === 'text')
      .map((f) => [f.entry.seq, (f.entry.content as { text: string }).text]),
  ).values(),
];

describe('two nodes', () => {
  test('a message at one reaches whoever listens at the other, both ways, rows and counts too', async () => {
    const { tab, desk, conversationId } = await startAcross();
    await tab.say({ conversationId, text: 'From the first node' });
    await desk.waitFor(entryOf('From the first node'));
    await desk.waitFor((f) => f.type === 'rows' && f.conversations.some((c) => c.id === conversationId));
    await desk.waitFor((f) => f.type === 'counts');
    await desk.say({ conversationId, text: 'From the second node' });
    await tab.waitFor(entryOf('From the second node'));
    await Promise.all([tab.close(), desk.close()]);
  });

  test('typing, who is here, who looks and availability are known at both', async () => {
    const { tab, desk, conversationId } = await startAcross();
    const colleague = await company.addAgent('Basile');
    tab.send({ type: 'typing', conversationId, typing: true });
    await desk.waitFor((f) => f.type === 'typing' && f.author.kind === 'contact');
    const there = await colleague.connect();
    await desk.waitFor(
      (f) => f.type === 'availability' && f.userId === colleague.userId && f.connected === true,
    );
    there.send({ type: 'view', conversationId });
    const viewers = (frame: ServerFrame, count: number) =>
      frame.type === 'viewers' && frame.conversationId === conversationId && frame.viewers.length === count;
    await desk.waitFor((f) => viewers(f, 1));
    // Whoever comes to the other node later knows it as well.
    expect((await desk.subscribe(conversationId)).viewers).toEqual([
      { userId: colleague.userId, name: 'Basile', typing: false },
    ]);
    const contact = (await at(second, company.owner).read(conversationId)).contact.id;
    expect(second.doors.presence.isOnline(company.id, contact)).toBe(true);
    const from = desk.frames.length;
    await there.close();
    await desk.waitFor((f) => viewers(f, 0), from);
    await desk.waitFor((f) => f.type === 'availability' && f.connected === false, from);
    await tab.close();
    await waitUntil(
      'the visitor is gone at both',
      () => !second.doors.presence.isOnline(company.id, contact),
    );
    await desk.close();
  });

  test('a change of settings at one is known at the other', async () => {
    const desk = await at(second, company.owner).connect();
    const newcomer = await company.addAgent('Newcomer');
    await desk.waitFor((f) => f.type === 'changed' && f.what === 'members');
    await desk.close();
    const { conversationId, tab, desk: other } = await startAcross();
    await newcomer.write(conversationId, 'Signed');
    const frame = await other.waitFor(entryOf('Signed'));
    expect(frame).toMatchObject({ entry: { author: { name: 'Newcomer' } } });
    await Promise.all([tab.close(), other.close()]);
  });

  test('one that comes later learns who is here; what it said is over when it goes without a word', async () => {
    const { tab, desk, conversationId } = await startAcross();
    const contact = (await at(second, company.owner).read(conversationId)).contact.id;
    const third = await startTestProgram(settings(), first.database);
    await waitUntil('the third knows', () => third.doors.presence.isOnline(company.id, contact));
    const colleague = await company.addAgent('Colette');
    const there = await at(third, colleague).connect();
    await waitUntil('the first knows', () => first.doors.presence.isConnected(company.id, colleague.userId));
    // Its sockets close without being heard: the bus is cut first.
    third.realtime.close();
    await third.bus.close();
    await waitUntil('forgotten', () => !first.doors.presence.isConnected(company.id, colleague.userId));
    expect(first.doors.presence.isOnline(company.id, contact), 'others stay').toBe(true);
    there.drop();
    await Promise.all([tab.close(), desk.close()]);
    await third.stop();
  });

  test('limits are counted across nodes', async () => {
    const ask = (program: TestProgram) =>
      new HttpClient(program.url, { 'x-forwarded-for': '203.0.113.9' }).call('POST', '/v1/setup', {});
    const answers = [];
    for (let i = 0; i < 12; i += 1) answers.push(await ask(first), await ask(second));
    expect(answers.slice(0, 20).every((answer) => answer.status !== 429)).toBe(true);
    expect(answers.slice(20).map((answer) => answer.code)).toEqual(Array(4).fill('too_many_requests'));
    const signIn = (program: TestProgram) =>
      new HttpClient(program.url, { 'x-forwarded-for': '203.0.113.8', origin: program.url }).call(
        'POST',
        '/v1/auth/sign-in/email',
        { email: 'nobody@example.com', password: 'not the password' },
      );
    const tries = [];
    for (let i = 0; i < 11; i += 1) tries.push(await signIn(first), await signIn(second));
    expect(tries.slice(20).every((answer) => answer.status === 429)).toBe(true);
    expect(tries.slice(0, 20).some((answer) => answer.status === 429)).toBe(false);
  });
});

describe('Redis goes away and comes back', () => {
  test.each([
    ['killed', () => redis.kill(), () => redis.start()],
    ['held', () => redis.hold(), () => redis.release()],
  ] as const)('%s: nothing is lost, presence heals', async (_, stop, start) => {
    const { tab, desk, conversationId } = await startAcross();
    expect(desk.all('notified')).toEqual([]);
    await stop();
    for (const n of [1, 2, 3]) await tab.say({ conversationId, text: `Without ${n}` });
    await desk.waitFor(entryOf('Without 3'));
    const colleague = await company.addAgent('Désirée');
    const there = await colleague.connect();
    expect(second.doors.presence.isConnected(company.id, colleague.userId)).toBe(false);
    await start();
    await waitUntil('presence heals', () => second.doors.presence.isConnected(company.id, colleague.userId));
    await tab.say({ conversationId, text: 'With it again' });
    await desk.waitFor(entryOf('With it again'));
    // Notifications that nobody carried are asked for anew.
    await desk.waitFor((f) => f.type === 'notified');
    // What was heard twice, before and after, counts once.
    expect(textsOf(desk).filter((text) => text !== 'Hello')).toEqual([
      'Without 1',
      'Without 2',
      'Without 3',
      'With it again',
    ]);
    await Promise.all([tab.close(), desk.close(), there.close()]);
  });

  test('P8: what was read, followed and drafted at one while it was away is known at the other', async () => {
    const { tab, desk, conversationId } = await startAcross();
    const here = at(first, company.owner);
    const path = `/v1/workspaces/${company.id}/conversations/${conversationId}`;
    const draftOf = (text: string) => (frame: ServerFrame) =>
      frame.type === 'draft' && frame.draft.conversationId === conversationId && frame.draft.text === text;
    const followedBy =
      (...userIds: string[]) =>
      (frame: ServerFrame) =>
        frame.type === 'followers' &&
        frame.conversationId === conversationId &&
        frame.userIds.join() === userIds.join();
    const draft = (text: string) =>
      here.http.call('PUT', `${path}/draft`, { kind: 'reply', text, writtenAt: new Date().toISOString() });
    const follow = (method: 'PUT' | 'DELETE') =>
      here.http.call(method, `${path}/followers/${company.owner.userId}`);
    const { seq } = await tab.say({ conversationId, text: 'Read me' });
    await redis.kill();
    expect((await follow('PUT')).status).toBe(200);
    await desk.waitFor(followedBy(company.owner.userId));
    const from = desk.frames.length;
    expect((await follow('DELETE')).status).toBe(200);
    await desk.waitFor(followedBy(), from);
    expect((await draft('Dear')).status).toBe(200);
    await desk.waitFor(draftOf('Dear'));
    expect((await draft('')).status, 'sent or thrown away').toBe(200);
    await desk.waitFor(draftOf(''));
    const screen = await here.connect();
    screen.send({ type: 'read', conversationId, seq });
    await desk.waitFor(
      (f) => f.type === 'agent_read' && f.read.conversationId === conversationId && f.read.readSeq >= seq,
    );
    await redis.start();
    await waitUntil('they hear each other again', hearsBoth);
    await Promise.all([tab.close(), desk.close(), screen.close()]);
  });

  test('a node that starts without it works alone, follows the others, and joins them when it comes', async () => {
    await redis.kill();
    const third = await startTestProgram(settings(), first.database);
    const { tab, desk, conversationId } = await startAcross();
    const late = await at(third, company.owner).connect();
    await late.subscribe(conversationId);
    await tab.say({ conversationId, text: 'Nobody carries this' });
    await late.waitFor(entryOf('Nobody carries this'));
    await redis.start();
    await waitUntil('it hears', () => third.bus.connected);
    await late.say({ conversationId, text: 'Here I am' });
    await tab.waitFor(entryOf('Here I am'));
    await Promise.all([tab.close(), desk.close(), late.close()]);
    await third.stop();
  });

  test('too much was missed: sockets are sent away to resume', async () => {
    const { tab, desk, conversationId } = await startAcross();
    await redis.kill();
    await first.database.pool.query(
      `insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, content)
       select workspace_id, id, last_seq + n, gen_random_uuid(), 'message', 'bot', '{"kind":"text","text":"x"}'
       from conversations, generate_series(1, 6000) n where workspace_id = $1 and id = $2`,
      [company.id, conversationId],
    );
    await first.database.pool.query(
      'update conversations set last_seq = last_seq + 6000, version = version + 1, changed_xid = pg_current_xact_id() where id = $1',
      [conversationId],
    );
    expect(await desk.waitFor((f) => f.type === 'refused')).toMatchObject({
      reason: 'unavailable',
      retryAfterMs: expect.any(Number),
    });
    await redis.start();
    tab.drop();
  });

  test('limits are still limits', async () => {
    const connection = connectRedis(redis.url);
    connection.on('error', () => {});
    const count = createRedisCounter(connection);
    await waitUntil('connected', () => connection.status === 'ready');
    const key = uuid();
    const first = await count(key, 60_000);
    expect(first.count).toBe(1);
    // A millisecond may have gone between the count and the look at what is left.
    expect(first.leftMs).toBeGreaterThan(50_000);
    expect(first.leftMs).toBeLessThanOrEqual(60_000);
    expect((await count(key, 60_000)).count).toBe(2);
    redis.hold();
    expect((await count(key, 60_000)).count, 'of this node alone').toBe(1);
    expect((await count(key, 60_000)).count).toBe(2);
    redis.release();
    connection.disconnect();
  });
});
