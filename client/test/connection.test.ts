import { expect, test } from 'vitest';
import type { ClientEvents, ConnectionState } from '../src/types.ts';
import { createWorld, newId, sharedStorage, text, words } from './world.ts';

function watch(client: {
  on: (event: 'state', listener: (change: ClientEvents['state']) => void) => unknown;
}) {
  const states: ConnectionState[] = [];
  client.on('state', ({ state }) => states.push(state));
  return states;
}

test('P7: a stalled connection is detected and replaced', async () => {
  const { clock, network, server, online } = createWorld();
  const client = await online();
  const states = watch(client);
  network.stall();
  await clock.advance(19_000);
  expect(client.state).toBe('online');
  await clock.advance(2_000);
  expect(states).toEqual(['offline', 'online']);
  expect(server.received.filter(({ type }) => type === 'hello')).toHaveLength(2);
});

test('P7: a connection that takes messages and brings nothing back is replaced within ten seconds, and nothing is lost', async () => {
  const { clock, network, online, sends } = createWorld();
  const client = await online();
  const states = watch(client);
  const timeline = client.conversation(newId());
  await clock.advance(1_000);
  network.stall();
  void timeline.send(text('hello?'));
  await clock.advance(10_500);
  expect(states).toEqual(['offline', 'online']);
  expect(words(timeline.snapshot.items)).toEqual(['1 hello?']);
  expect(sends()).toHaveLength(1);
});

test('P7: what is shown is marked as not live while the connection is gone', async () => {
  const { clock, network, server, online } = createWorld();
  const id = newId();
  server.store.write(id, newId(), 'hello');
  const client = await online();
  const timeline = client.conversation(id);
  await clock.advance(50);
  expect(timeline.snapshot.live).toBe(true);
  network.down = true;
  network.cut();
  await clock.advance(50);
  expect(timeline.snapshot).toMatchObject({ live: false, missing: false });
  expect(words(timeline.snapshot.items)).toEqual(['1 hello']);
});

test('a busy connection is never pinged; a quiet one stays as it is as long as pings are answered', async () => {
  const { clock, network, server, online } = createWorld();
  const client = await online();
  const id = newId();
  for (let i = 0; i < 20; i++) {
    await clock.advance(5_000);
    server.store.write(id, newId(), 'tick');
  }
  const pings = () => server.received.filter(({ type }) => type === 'ping').length;
  expect(pings()).toBe(0);
  await clock.advance(120_000);
  expect(pings()).toBeGreaterThan(5);
  expect(network.opened).toBe(1);
  expect(client.state).toBe('online');
});

test('the back-off doubles up to its limit, with full jitter', async () => {
  for (const [chance, tries] of [
    [1, 8],
    [0.5, 13],
  ] as const) {
    const { clock, network, client } = createWorld(() => chance);
    network.down = true;
    client().connect();
    await clock.advance(100_000);
    // 0.3, 0.6, 1.2 ... 19.2, then 20 s, times the draw.
    const expected = waits(chance, 100_000);
    expect(Math.abs(network.opened - expected)).toBeLessThanOrEqual(1);
    expect(network.opened).toBeGreaterThanOrEqual(tries);
  }
});

function waits(chance: number, ms: number): number {
  let count = 1;
  for (let at = 0; at < ms; count++) at += chance * Math.min(20_000, 300 * 2 ** (count - 1));
  return count;
}

test('connections that are accepted and dropped at once do not make the back-off start anew', async () => {
  const { clock, network, client } = createWorld(() => 1);
  const flapping = client();
  flapping.on('state', ({ state }) => {
    if (state === 'online') clock.setTimeout(() => network.cut(), 10);
  });
  flapping.connect();
  await clock.advance(60_000);
  expect(network.opened).toBeLessThan(12);
});

test('a first try that fails is told as offline, and repeated', async () => {
  const { clock, network, client } = createWorld();
  network.down = true;
  const connecting = client();
  const states = watch(connecting);
  connecting.connect();
  await clock.advance(1_000);
  network.down = false;
  await clock.advance(10_000);
  expect(states).toEqual(['connecting', 'offline', 'online']);
});

test('a handshake that stalls is given up and tried again', async () => {
  const { clock, network, client } = createWorld();
  network.deaf = true;
  const connecting = client();
  connecting.connect();
  await clock.advance(9_000);
  network.deaf = false;
  expect(connecting.state).toBe('connecting');
  await clock.advance(2_000);
  expect(connecting.state).toBe('online');
});

test('a hello that cannot be had means offline; it is asked for before every connection', async () => {
  const { clock, network, client } = createWorld();
  let calls = 0;
  const tokens: string[] = [];
  const connecting = client({
    hello: async () => {
      if (++calls === 1) throw new Error('no network');
      tokens.push(`token ${calls}`);
      return { role: 'visitor', token: `token ${calls}`, client: 'test/1' };
    },
  });
  connecting.connect();
  await clock.advance(10);
  expect(connecting.state).toBe('offline');
  await clock.advance(1_000);
  expect(connecting.state).toBe('online');
  network.cut();
  await clock.advance(1_000);
  expect(tokens).toEqual(['token 2', 'token 3']);
});

test('refused for good: says why, and only connect() tries again', async () => {
  const { clock, network, server, client } = createWorld();
  server.refusal = { reason: 'too_old', message: 'Reload.', reload: true };
  const refused = client();
  const changes: ClientEvents['state'][] = [];
  refused.on('state', (change) => changes.push(change));
  refused.connect();
  await clock.advance(100);
  expect(changes).toEqual([
    { state: 'connecting' },
    { state: 'refused', refusal: { reason: 'too_old', message: 'Reload.', reload: true } },
  ]);
  refused.wake();
  await clock.advance(100_000);
  expect(network.opened).toBe(1);
  server.refusal = undefined;
  refused.connect();
  await clock.advance(100);
  expect(refused.state).toBe('online');
});

test('refused for now: waits at least as long as the server says', async () => {
  const { clock, network, server, client } = createWorld();
  server.refusal = { reason: 'too_many', message: '', reload: false, retryAfterMs: 8_000 };
  const refused = client();
  refused.connect();
  await clock.advance(8_000);
  expect([refused.state, network.opened]).toEqual(['offline', 1]);
  server.refusal = undefined;
  await clock.advance(1_000);
  expect(refused.state).toBe('online');
});

test.each(['too_slow', 'silent', 'unavailable', 'shutting_down', 'hello_expected'] as const)(
  '%s passes by itself and is tried again also when the server does not say when',
  async (reason) => {
    const { clock, server, online } = createWorld();
    const client = await online();
    server.broadcast({ type: 'refused', reason, message: '', reload: false });
    await clock.advance(1_000);
    expect(client.state).toBe('online');
  },
);

test('drain: the connection is used until then, and left for a new one without loss', async () => {
  const { clock, network, server, online } = createWorld();
  const id = newId();
  server.store.write(id, newId(), 'one');
  const client = await online();
  const timeline = client.conversation(id);
  await clock.advance(100);
  server.broadcast({ type: 'drain', afterMs: 2_000 });
  await clock.advance(1_000);
  server.store.write(id, newId(), 'two');
  await clock.advance(1_050);
  expect(network.opened).toBe(1);
  void timeline.send(text('three'));
  await clock.advance(1_000);
  expect(network.opened).toBe(2);
  expect(words(timeline.snapshot.items)).toEqual(['1 one', '2 two', '3 three']);
});

test('wake: a planned try is made now, a hanging one anew, a dead connection found in five seconds', async () => {
  const { clock, network, client } = createWorld(() => 1);
  network.down = true;
  const waking = client();
  waking.connect();
  await clock.advance(60_000);
  network.down = false;
  waking.wake();
  await clock.advance(50);
  expect(waking.state).toBe('online');

  network.stall();
  network.deaf = true;
  for (let i = 0; i < 6; i++) {
    waking.wake();
    await clock.advance(1_000);
  }
  expect(waking.state).toBe('offline');
  network.deaf = false;
  await clock.advance(5_100);
  const { opened } = network;
  waking.wake();
  await clock.advance(50);
  expect(waking.state).toBe('online');
  expect(network.opened).toBe(opened + 1);
});

test('close ends everything: no timer is left, and no event comes after it', async () => {
  const { clock, server, online } = createWorld();
  const client = await online();
  const id = newId();
  const timeline = client.conversation(id);
  void timeline.send(text('hello'));
  timeline.typing(true);
  timeline.read(1);
  await clock.advance(300);
  const states = watch(client);
  client.close();
  expect(states).toEqual(['idle']);
  await clock.advance(10);
  expect(clock.pending).toBe(0);
  server.store.write(id, newId(), 'late');
  await clock.advance(1_000);
  expect(words(timeline.snapshot.items)).toEqual(['1 hello']);
  client.connect();
  await clock.advance(100);
  expect(words(timeline.snapshot.items)).toEqual(['1 hello', '2 late']);
});

test('a message that makes the server end the connection fails visibly instead of locking the client out', async () => {
  const { clock, server, online } = createWorld();
  const storage = sharedStorage(clock);
  server.faults.refuseMessage = ({ content }) => {
    if (content.kind !== 'text' || content.text !== 'poison') return undefined;
    server.broadcast({ type: 'refused', reason: 'bad_frame', message: 'What?', reload: false });
    return { code: 'unused' };
  };
  const client = await online({ outbox: storage });
  const timeline = client.conversation(newId());
  void timeline.send(text('poison'));
  void timeline.send(text('fine'));
  await clock.advance(2_000);
  expect(client.state).toBe('online');
  expect(words(timeline.snapshot.items)).toEqual(['1 fine', '! poison']);
  expect([...storage.kept.values()]).toMatchObject([{ failure: { code: 'bad_frame', message: 'What?' } }]);
});

test('the server clock is known, and a listener that throws harms nobody', async () => {
  const { clock, online } = createWorld();
  const thrown: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => thrown.push(error));
  try {
    await clock.advance(1_500);
    const client = await online();
    const seen: string[] = [];
    client.on('state', () => {
      throw new Error('bug in the app');
    });
    client.on('state', ({ state }) => seen.push(state));
    client.close();
    expect(seen).toEqual(['idle']);
    expect(client.clockOffsetMs).toBe(-1_515);
    await clock.advance(1);
    expect(thrown).toMatchObject([{ message: 'bug in the app' }]);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
});
