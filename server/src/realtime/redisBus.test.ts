import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../db/connectRedis.ts';
import { TestRedis } from '../testing/TestRedis.ts';
import { waitUntil } from '../testing/waitUntil.ts';
import type { BusMessage } from './bus.ts';
import { RedisBus } from './redisBus.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis?.stop());

const start = () =>
  RedisBus.start(
    () => connectRedis(redis.url),
    { error: () => {} },
    { beat: 50, deafAfter: 60_000, goneAfter: 60_000 },
  );
const events = { lost: () => {}, nodeGone: () => {} };

test('a node that is slow to start hears who is here, though the bus ran long before anybody listened', async () => {
  const there = start();
  there.subscribe((message) => {
    if (message.type === 'who' && message.node === there.node) there.publish([{ type: 'here', signals: [] }]);
  });
  there.watch(events);
  const late = start();
  const beats = new Map<string, number>();
  const ear = connectRedis(redis.url);
  ear.on('ready', () => void ear.subscribe('causerie/bus'));
  ear.on('message', (_, text) => {
    const { node } = JSON.parse(text) as { node: string };
    beats.set(node, (beats.get(node) ?? 0) + 1);
  });
  await waitUntil('it hears the bus', () => late.connected);
  beats.clear();
  await waitUntil('the other was heard', () => (beats.get(there.node) ?? 0) > 3);

  const heard: [string, BusMessage][] = [];
  late.subscribe((message, from) => heard.push([from, message]));
  late.watch(events);
  await waitUntil('it is told', () =>
    heard.some(([from, message]) => from === there.node && message.type === 'here'),
  );
  // Asked once: the next beats bring nothing new.
  beats.clear();
  await waitUntil('some beats later', () => (beats.get(there.node) ?? 0) > 3);
  expect(heard.filter(([, message]) => message.type === 'here')).toHaveLength(1);
  ear.disconnect();
  await Promise.all([late.close(), there.close()]);
});
