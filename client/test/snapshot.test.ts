import { performance } from 'node:perf_hooks';
import type { Entry } from '@causerie/protocol';
import { expect, test } from 'vitest';
import { EntryLog } from '../src/entryLog.ts';
import { createWorld, newId } from './world.ts';

const entry = (seq: number): Entry => ({
  conversationId: '00000000-0000-7000-8000-000000000000',
  seq,
  id: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  at: '2026-11-21T08:00:00.000Z',
  kind: 'message',
  author: { kind: 'system' },
});

test('a snapshot is the same object until something changes, and shares what has not', async () => {
  const { clock, server, online } = createWorld();
  const id = newId();
  server.store.write(id, newId(), '1');
  const client = await online();
  const timeline = client.conversation(id);
  await clock.advance(50);
  const before = timeline.snapshot;
  expect(timeline.snapshot).toBe(before);
  server.store.read(id, 'agent', 1);
  await clock.advance(50);
  const read = timeline.snapshot;
  expect(read).not.toBe(before);
  expect(read.items).toBe(before.items);
  expect(read.deliveries).toBe(before.deliveries);
  server.store.write(id, newId(), '2');
  await clock.advance(50);
  expect(timeline.snapshot.items[0]).toBe(before.items[0]);
  expect(before.items).toHaveLength(1);
});

test('one frame, one notification', async () => {
  const { clock, network, server, online } = createWorld();
  const id = newId();
  server.store.write(id, newId(), '1');
  const client = await online();
  const timeline = client.conversation(id);
  await clock.advance(50);
  network.cut();
  for (let i = 2; i < 40; i++) server.store.write(id, newId(), `${i}`);
  let calls = 0;
  timeline.subscribe(() => calls++);
  await clock.advance(1_000);
  expect(timeline.snapshot.items).toHaveLength(39);
  // Offline, answered.
  expect(calls).toBe(2);
});

test('appending to ten thousand entries costs about one copy of an array', () => {
  const log = new EntryLog();
  log.replace(Array.from({ length: 10_000 }, (_, i) => entry(i + 1)));
  const before = performance.now();
  let lines = 0;
  for (let seq = 10_001; seq <= 10_500; seq++) {
    log.append(entry(seq));
    lines += log.items.length;
  }
  // 500 appends with a snapshot each; a scan or a sort of it all would take many times as long.
  expect(performance.now() - before).toBeLessThan(250);
  expect(lines).toBeGreaterThan(5_000_000);
});
