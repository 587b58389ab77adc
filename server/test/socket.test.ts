import { once } from 'node:events';
import type { Inbox, ServerFrame } from '@causerie/protocol';
import { MAX_CLIENT_FRAME_BYTES, PROTOCOL_VERSION } from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { uuid } from '../src/lib/uuid.ts';
import { Follower } from '../src/testing/Follower.ts';
import { expectGapless } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestSocket } from '../src/testing/TestSocket.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

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

const refusal = async (socket: TestSocket) => {
  const frame = await socket.waitFor((f) => f.type === 'refused' || f.type === 'welcome');
  if (frame.type !== 'refused') return 'welcome';
  const { code, reason } = await socket.closed;
  expect({ code, reason }).toEqual({ code: 4000, reason: frame.reason });
  return frame;
};

async function startConversation() {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  return { visitor, tab, conversationId };
}

describe('hello', () => {
  const say = (hello: object, options = {}) => {
    const socket = new TestSocket(program.url, options);
    socket.sendText(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION, client: 'test/1', ...hello }));
    return refusal(socket);
  };

  test('a version that is not served is told to load the program anew', async () => {
    for (const version of [0, -1, PROTOCOL_VERSION + 1, 99]) {
      expect(await say({ role: 'visitor', token: 'x', version })).toMatchObject({
        reason: 'too_old',
        reload: true,
      });
    }
  });

  test('forged, expired, foreign and missing tokens are refused, and trying again is not suggested', async () => {
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const { token } = visitor.session;
    const [head, body, mark] = token.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number };
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      '',
      'x',
      `${head}.${body}.${mark.slice(0, -2)}AA`,
      `${head}.${encode({ ...claims, sub: uuid() })}.${mark}`,
      `${encode({ alg: 'none' })}.${body}.`,
      `${head}.${encode({ ...claims, exp: 1 })}.${mark}`,
    ];
    for (const each of forged) {
      const refused = (await say({ role: 'visitor', token: each })) as { reason: string };
      expect(refused, each).toMatchObject({ reason: 'unauthorised', reload: false });
      expect(refused).not.toHaveProperty('retryAfterMs');
    }
    expect(await say({ role: 'visitor' })).toMatchObject({ reason: 'unauthorised' });
    expect(await say({ role: 'visitor', token })).toBe('welcome');
    expect(await say({ role: 'agent', token, workspaceId: company.id })).toMatchObject({
      reason: 'unauthorised',
    });
  });

  test('a resume token is not a visitor token, nor the other way round', async () => {
    const { conversationId, visitor, tab } = await startConversation();
    const { url } = await agent.http.post<{ url: string }>(agent.path(conversationId, '/resume-link'));
    expect(await say({ role: 'visitor', token: url.split('/r/')[1] })).toMatchObject({
      reason: 'unauthorised',
    });
    const answer = await visitor.http.call('POST', '/widget/v1/session', {
      inboxKey: inbox.key,
      resumeToken: visitor.session.token,
    });
    expect(answer).toMatchObject({ status: 401, code: 'invalid_token' });
    await tab.close();
  });

  test('a cookie counts only from our own pages; a page of another origin is refused', async () => {
    const hello = { role: 'agent', workspaceId: company.id };
    const from = (origin?: string) => ({
      headers: { cookie: agent.cookie, ...(origin !== undefined && { origin }) },
    });
    expect(await say(hello, from(program.url))).toBe('welcome');
    expect(await say(hello, from())).toBe('welcome');
    for (const origin of [
      'https://evil.example',
      'null',
      `${program.url}.evil.example`,
      'http://127.0.0.1:1',
    ]) {
      expect(await say(hello, from(origin)), origin).toMatchObject({ reason: 'forbidden_origin' });
    }
  });

  test('an agent without a session, or of another workspace, is refused alike', async () => {
    const other = await createTestWorkspace(program, 'Elsewhere');
    const cookie = { headers: { cookie: agent.cookie } };
    expect(await say({ role: 'agent', workspaceId: company.id })).toMatchObject({ reason: 'unauthorised' });
    expect(await say({ role: 'agent' }, cookie)).toMatchObject({ reason: 'unauthorised' });
    expect(await say({ role: 'agent', workspaceId: other.id }, cookie)).toMatchObject({
      reason: 'unauthorised',
    });
    expect(await say({ role: 'agent', workspaceId: uuid() }, cookie)).toMatchObject({
      reason: 'unauthorised',
    });
  });

  test('a program comes with an API key, writes as a bot, and is out when the key is deleted', async () => {
    const path = `/v1/workspaces/${company.id}/api-keys`;
    const { key, apiKey } = await company.owner.http.post<{ key: string; apiKey: { id: string } }>(path, {
      name: 'Robot',
      role: 'agent',
    });
    expect(await say({ role: 'agent', token: `${key.slice(0, -4)}AAAA` })).toMatchObject({
      reason: 'unauthorised',
    });
    expect(await say({ role: 'agent', token: key, workspaceId: uuid() })).toMatchObject({
      reason: 'unauthorised',
    });
    const { conversationId, tab } = await startConversation();
    const robot = await TestSocket.open(program.url, { role: 'agent', token: key });
    await robot.say({ conversationId, text: 'beep' });
    const got = await tab.waitFor((f) => f.type === 'entry' && f.entry.author.kind === 'bot');
    expect(got).toMatchObject({ entry: { author: { name: 'Robot', id: apiKey.id } } });
    await company.owner.http.call('DELETE', `${path}/${apiKey.id}`);
    expect(await robot.closed).toMatchObject({ code: 4000, reason: 'unauthorised' });
    await tab.close();
  });

  test('something else first, nonsense, or a second hello: named and closed', async () => {
    const first = new TestSocket(program.url);
    first.send({ type: 'ping', at: 1 });
    expect(await refusal(first)).toMatchObject({ reason: 'hello_expected' });
    const nonsense = new TestSocket(program.url);
    nonsense.sendText('{"type":');
    expect(await refusal(nonsense)).toMatchObject({ reason: 'bad_frame' });
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const twice = await visitor.connect();
    twice.hello({ role: 'visitor', token: visitor.session.token });
    expect(await twice.waitFor((f) => f.type === 'refused')).toMatchObject({ reason: 'bad_frame' });
  });

  test('frames sent right after the hello, without waiting for the welcome, are handled in their order, every one', async () => {
    const { visitor, tab, conversationId } = await startConversation();
    const early = new TestSocket(program.url);
    await once(early.socket, 'open');
    early.hello({ role: 'visitor', token: visitor.session.token });
    const acks: Promise<{ seq: number }>[] = [];
    for (let i = 0; i < 180; i += 1) {
      acks.push(early.say({ conversationId, text: `early ${i}` }));
      if (i > 100 && i % 10 === 9) await pause(1);
    }
    const seqs = (await Promise.all(acks)).map((ack) => ack.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    const welcome = early.frames.findIndex((f) => f.type === 'welcome');
    expect(
      early.frames.findIndex((f) => f.type === 'ack'),
      'the welcome comes first',
    ).toBeGreaterThan(welcome);
    await Promise.all([early.close(), tab.close()]);
  });
});

describe('hostile frames', () => {
  const broken: [string, string | Buffer][] = [
    ['broken JSON', '{"type":"ping"'],
    ['no object', '[]'],
    ['null', 'null'],
    ['an unknown frame', '{"type":"fly"}'],
    ['a frame with more than it may have', '{"type":"ping","at":1,"x":2}'],
    ['a server frame', '{"type":"welcome","version":1}'],
    ['a wrong id', '{"type":"read","conversationId":"1","seq":1}'],
    ['a prototype', '{"type":"ping","at":1,"__proto__":{"type":"ping"}}'],
    ['binary', Buffer.from([1, 2, 3])],
    ['a frame as binary', Buffer.from('{"type":"ping","at":1}')],
  ];

  test.each(broken)('%s closes the socket with the reason, and nobody else’s', async (_name, data) => {
    const { visitor, tab } = await startConversation();
    const other = await visitor.connect();
    tab.sendText(data);
    expect(await tab.waitFor((f) => f.type === 'refused')).toMatchObject({ reason: 'bad_frame' });
    await tab.closed;
    other.send({ type: 'ping', at: 7 });
    expect(await other.waitFor((f) => f.type === 'pong')).toEqual({ type: 'pong', at: 7 });
    await other.close();
  });

  test('a frame of 10 MB is cut off at once, before and after the hello', async () => {
    const { tab } = await startConversation();
    const fresh = new TestSocket(program.url);
    for (const socket of [tab, fresh]) {
      socket.sendText('x'.repeat(10 * 1024 * 1024));
      expect((await socket.closed).code).toBeOneOf([1006, 1009, 4000]);
    }
    expect(MAX_CLIENT_FRAME_BYTES).toBeLessThan(100_000);
    expect((await fetch(`${program.url}/health`)).status).toBe(200);
  });

  test('a flood is told to slow down; what was refused is named, and nothing is half written', async () => {
    const { tab, conversationId } = await startConversation();
    const settled = await Promise.all(
      Array.from({ length: 400 }, (_, i) => tab.write({ conversationId, text: `flood ${i}` })),
    );
    const refused = settled.filter((each) => each.type === 'nack');
    expect(refused.length).toBeGreaterThan(100);
    for (const each of refused) expect(each).toMatchObject({ code: 'too_many_requests', retryAfterMs: 1000 });
    const log = await agent.log(conversationId);
    expectGapless(log);
    expect(log).toHaveLength(2 + 400 - refused.length);
    for (let i = 0; i < 300; i += 1) tab.send({ type: 'ping', at: i });
    expect(await tab.waitFor((f) => f.type === 'refused')).toMatchObject({
      reason: 'too_many',
      retryAfterMs: 3000,
    });
  });

  test('another address than /socket does not upgrade', async () => {
    const socket = new WebSocket(`${program.url.replace('http', 'ws')}/elsewhere`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});

describe('slow, silent, revoked, closing', () => {
  test('a reader that does not read is let go before it costs memory, and resumes from what it had', async () => {
    const { conversationId, tab } = await startConversation();
    const follower = new Follower(conversationId, () => agent.connect());
    await follower.connect();
    await waitUntil('it is there', () => follower.seq === 2);
    const { socket } = follower.socket!;
    socket.pause();
    const writers = await Promise.all([agent.connect(), agent.connect()]);
    // Of three bytes each, and nothing that a search would index.
    const text = '—'.repeat(10_000);
    await Promise.all(
      writers.map((each) =>
        Promise.all(Array.from({ length: 190 }, () => each.say({ conversationId, text }))),
      ),
    );
    socket.resume();
    const { reason } = await follower.socket!.closed;
    // Cut off without a word if it slept for longer than the goodbye waits.
    expect(reason).toBeOneOf(['too_slow', '']);
    expect(follower.seq, 'it did miss something').toBeLessThan(383);
    await follower.connect();
    await waitUntil('it has everything', () => follower.seq === 383);
    expectGapless(follower.log);
    follower.drop();
    await Promise.all([...writers, tab].map((each) => each.close()));
  });

  test('who is no member any more loses the socket at once', async () => {
    const leaving = await company.addAgent('Leaving');
    const socket = await leaving.connect();
    await company.owner.http.call('DELETE', `/v1/workspaces/${company.id}/members/${leaving.userId}`);
    expect(await socket.closed).toMatchObject({ code: 4000, reason: 'unauthorised' });
    await expect(leaving.connect()).rejects.toThrow('unauthorised');
  });

  test('an orderly end tells everybody when to come back', async () => {
    const short = await startTestProgram({ trustProxy: true });
    const workspace = await createTestWorkspace(short);
    const socket = await workspace.owner.connect();
    await short.stop();
    expect(await socket.closed).toMatchObject({ code: 4000, reason: 'shutting_down' });
    const told = socket.frames.filter((f: ServerFrame) => f.type === 'drain' || f.type === 'refused');
    expect(told).toMatchObject([
      { type: 'drain' },
      { reason: 'shutting_down', retryAfterMs: expect.any(Number) },
    ]);
  });
});
