import { expect, test, vi } from 'vitest';
import { WebSocket as PackageWebSocket } from 'ws';
import { createClient } from '../src/client.ts';
import type { Client, ClientOptions, WebSocketLike } from '../src/types.ts';
import { startSocketServer } from './socketServer.ts';
import { newId, text, words } from './world.ts';

// The same rules over real sockets: the platform's own class and the one of the package `ws`.

const classes: [string, WebSocketLike | undefined][] = [
  ['the global WebSocket', undefined],
  ['the package ws', PackageWebSocket as WebSocketLike],
];

function connect(url: string, options: Partial<ClientOptions> = {}): Client & AsyncDisposable {
  const client = createClient({
    url,
    hello: () => ({ role: 'visitor', token: 'token', client: 'test/1' }),
    heartbeatMs: 150,
    heartbeatTimeoutMs: 150,
    backOffMs: { first: 20, most: 100 },
    ...options,
  });
  client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: async () => client.close() });
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

test.each(classes)('P1: a server that restarts: every missed entry, in order (%s)', async (_, webSocket) => {
  await using server = await startSocketServer();
  const id = newId();
  server.fake.store.write(id, newId(), '1');
  await using client = connect(server.url, { webSocket });
  const timeline = client.conversation(id);
  await until(() => expect(timeline.snapshot.live).toBe(true));
  await server.stop();
  await until(() => expect(client.state).toBe('offline'));
  for (let i = 2; i <= 30; i++) server.fake.store.write(id, newId(), `${i}`);
  void timeline.send(text('written offline'));
  await server.start();
  const lines = [...Array.from({ length: 30 }, (_, i) => `${i + 1} ${i + 1}`), '31 written offline'];
  await until(() => expect(words(timeline.snapshot.items)).toEqual(lines));
});

test.each(classes)('P7: a stalled connection is detected and replaced (%s)', async (_, webSocket) => {
  await using server = await startSocketServer();
  const id = newId();
  await using client = connect(server.url, { webSocket });
  const timeline = client.conversation(id);
  await until(() => expect(client.state).toBe('online'));
  server.stall();
  server.fake.store.write(id, newId(), 'you cannot see me');
  await until(() => expect(words(timeline.snapshot.items)).toEqual(['1 you cannot see me']));
  expect(server.fake.received.filter(({ type }) => type === 'hello')).toHaveLength(2);
});

test.each(classes)(
  'P4: sends that are cut off again and again end up in the log once, in order (%s)',
  async (_, webSocket) => {
    await using server = await startSocketServer();
    const id = newId();
    await using client = connect(server.url, { webSocket });
    const timeline = client.conversation(id);
    const cutting = setInterval(() => {
      for (const socket of server.sockets) socket.terminate();
    }, 25);
    const written = Array.from({ length: 200 }, (_, i) => `m${i}`);
    for (const each of written) void timeline.send(text(each));
    await new Promise((resolve) => setTimeout(resolve, 500));
    clearInterval(cutting);
    await until(() => {
      expect(words(timeline.snapshot.items)).toEqual(written.map((each, i) => `${i + 1} ${each}`));
      expect(client.waiting).toBe(0);
    });
  },
);

test('a server that is not there: offline, without an error that nobody catches', async () => {
  const server = await startSocketServer();
  await server.stop();
  for (const [, webSocket] of classes) {
    await using client = connect(server.url, { webSocket });
    await until(() => expect(client.state).toBe('offline'));
  }
});
