import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BusMessage } from './bus.ts';
import { RedisBus } from './redisBus.ts';

/** Carries publications as Redis does, by hand: what a connection says is lost while `isUp` is false. */
class Wire {
  readonly #connections = new Set<Connection>();

  connect = (): Connection => {
    const connection = new Connection((text) => {
      for (const each of this.#connections) if (each.hears) each.emit('message', 'channel', text);
    });
    this.#connections.add(connection);
    return connection;
  };
}

class Connection extends EventEmitter {
  isUp = true;
  hears = false;
  readonly #carry: (text: string) => void;

  constructor(carry: (text: string) => void) {
    super();
    this.#carry = carry;
  }

  async subscribe(): Promise<void> {
    this.hears = true;
  }

  async publish(_channel: string, text: string): Promise<void> {
    if (!this.isUp) throw new Error('not connected');
    this.#carry(text);
  }

  async quit(): Promise<void> {}
  disconnect(): void {}
}

const times = { beat: 1000, deafAfter: 3500, goneAfter: 10_000 };

/** A node on the wire, whose part of the truth is that somebody is here. It listens at once, or when `listen` is called. */
function join(wire: Wire, { atOnce = true } = {}) {
  const made: Connection[] = [];
  const bus = RedisBus.start(
    () => {
      const connection = wire.connect();
      made.push(connection);
      return connection as unknown as Redis;
    },
    { error: () => {} },
    times,
  );
  const [publisher, subscriber] = made as [Connection, Connection];
  subscriber.emit('ready');
  const told: string[] = [];
  const here: BusMessage = {
    type: 'here',
    signals: [{ kind: 'agent_here', workspaceId: 'w', userId: bus.node, sessionId: 's', here: true }],
  };
  const listen = () =>
    bus.subscribe((message, from) => {
      if (message.type === 'who' && message.node === bus.node) bus.publish([here]);
      if (message.type === 'here' && from !== bus.node) told.push(from);
    });
  if (atOnce) listen();
  const events: string[] = [];
  bus.watch({ lost: () => events.push('lost'), nodeGone: (node) => events.push(`gone ${node}`) });
  return { bus, publisher, told, events, listen };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a question that is lost because the connection that speaks comes up last is asked again', async () => {
  const wire = new Wire();
  const first = join(wire);
  await vi.advanceTimersByTimeAsync(3000);
  const late = join(wire);
  late.publisher.isUp = false;
  await vi.advanceTimersByTimeAsync(3000);
  expect(late.told, 'it hears, but cannot ask').toEqual([]);
  late.publisher.isUp = true;
  await vi.advanceTimersByTimeAsync(3000);
  expect(late.told).toContain(first.bus.node);
  const answers = late.told.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(late.told.length, 'once answered it asks no more').toBe(answers);
  await Promise.all([first.bus.close(), late.bus.close()]);
});

test('what holds elsewhere is asked for when somebody listens: the program is put together after its bus', async () => {
  const wire = new Wire();
  const first = join(wire);
  const late = join(wire, { atOnce: false });
  await vi.advanceTimersByTimeAsync(5000);
  late.listen();
  await vi.advanceTimersByTimeAsync(3000);
  expect(late.told).toEqual([first.bus.node]);
  await Promise.all([first.bus.close(), late.bus.close()]);
});

test('a node that stood still itself takes nobody for gone, nor Redis for away', async () => {
  const wire = new Wire();
  const [one, other] = [join(wire), join(wire)];
  await vi.advanceTimersByTimeAsync(5000);
  one.events.length = 0;
  // Nothing runs for half a minute; then its timer comes before what waits to be read.
  vi.setSystemTime(Date.now() + 30_000);
  await vi.advanceTimersByTimeAsync(5000);
  expect(one.events).toEqual([]);
  expect(one.bus.connected).toBe(true);
  // Whoever is silent while it runs is gone all the same.
  other.publisher.isUp = false;
  await vi.advanceTimersByTimeAsync(12_000);
  expect(one.events).toEqual([`gone ${other.bus.node}`]);
  await Promise.all([one.bus.close(), other.bus.close()]);
});
