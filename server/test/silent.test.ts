import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { HEARTBEAT_SECONDS } from '@causerie/protocol';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestSocket } from '../src/testing/TestSocket.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { createTestWorkspace } from '../src/testing/testWorkspace.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let agent: TestAgent;

beforeAll(async () => {
  // The server's heartbeat runs on our clock; everything else on the machine's.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  program = await startTestProgram({ trustProxy: true });
  agent = (await createTestWorkspace(program)).owner;
});
afterEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
afterAll(async () => {
  vi.useRealTimers();
  await program.stop();
});

test('P7: a client that falls silent is dropped within a minute, one that only listens is not', async () => {
  const hello = { role: 'agent', workspaceId: agent.workspaceId } as const;
  const options = { headers: { cookie: agent.cookie } };
  const silent = await TestSocket.open(program.url, hello, { ...options, autoPong: false });
  const listening = await TestSocket.open(program.url, hello, options);
  for (let beats = 0; beats < 4; beats += 1) {
    expect(silent.isOpen).toBe(true);
    const pinged = once(listening.socket, 'ping');
    vi.advanceTimersByTime(HEARTBEAT_SECONDS * 1000);
    await pinged;
    listening.send({ type: 'ping', at: beats });
    await listening.waitFor((f) => f.type === 'pong' && f.at === beats);
  }
  expect((await silent.closed).code).toBe(1006);
  expect(listening.isOpen).toBe(true);
  const { presence } = program.doors;
  await listening.close();
  await waitUntil('both are gone', () => !presence.isConnected(agent.workspaceId, agent.userId));
});

test('a socket that never says hello is closed with the reason', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const mute = new TestSocket(program.url);
  await once(mute.socket, 'open');
  for (let i = 0; i < 20; i += 1) await turn();
  vi.advanceTimersByTime(10_000);
  expect(await mute.closed).toEqual({ code: 4000, reason: 'hello_expected' });
});
