import type { Entry } from '@causerie/protocol';
import { expect, test } from 'vitest';
import { present } from './fakeLog.ts';
import { holding, numbers } from './holding.ts';
import { createWorld, newId, text, words } from './world.ts';

test('P1: reconnect replays every missed entry, in order, without a gap', async () => {
  const { clock, network, store, id, timeline } = await holding(3);
  network.down = true;
  network.cut();
  for (let i = 4; i <= 60; i++) store.write(id, newId(), `${i}`);
  await clock.advance(5_000);
  network.down = false;
  await clock.advance(20_000);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 60));
  expect(timeline.snapshot.live).toBe(true);
});

test('P1: a lost announcement shows as a gap, and the gap is filled', async () => {
  const { clock, server, store, id, timeline } = await holding(1);
  server.faults.announcement = () => 'lost';
  store.write(id, newId(), '2');
  server.faults.announcement = () => undefined;
  store.write(id, newId(), '3');
  await clock.advance(6);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 1));
  await clock.advance(50);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 3));
});

test('P1: an entry lost without another one after it is found by the news of it', async () => {
  const { clock, server, store, id, timeline } = await holding(1);
  server.faults.announcement = () => 'lost';
  store.write(id, newId(), '2');
  server.faults.announcement = () => undefined;
  store.read(id, 'agent', 2);
  await clock.advance(2_000);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 2));
});

test('P1: entries that come twice or in the wrong order are shown once and in order', async () => {
  const { clock, server, store, id, timeline } = await holding(1);
  const delays = [200, 100, 0, 50];
  server.faults.announcement = () => delays.shift();
  for (let i = 2; i <= 5; i++) store.write(id, newId(), `${i}`);
  server.faults.announcement = () => 'twice';
  store.write(id, newId(), '6');
  await clock.advance(1_000);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 6));
});

test('P1: what happens between subscription and answer is not lost', async () => {
  const world = createWorld();
  const { clock, network, server } = world;
  const { store, id, timeline } = await holding(2, world);
  server.pieceSize = 1;
  network.cut();
  await clock.advance(165);
  for (let i = 3; i <= 30; i++) {
    store.write(id, newId(), `${i}`);
    await clock.advance(1);
  }
  await clock.advance(1_000);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 30));
});

test('too far behind: the old part is forgotten, the newest shown, the rest can be had by paging', async () => {
  const world = createWorld();
  const { clock, network, server } = world;
  const { store, id, timeline } = await holding(3, world);
  server.replayLimit = 10;
  network.down = true;
  network.cut();
  for (let i = 4; i <= 200; i++) store.write(id, newId(), `${i}`);
  network.down = false;
  await clock.advance(2_000);
  expect(words(timeline.snapshot.items)).toEqual(numbers(151, 200));
  expect(timeline.snapshot.more).toBe(true);
  for (const first of [101, 51, 1]) {
    const loading = timeline.loadOlder();
    expect(timeline.snapshot.loadingOlder).toBe(true);
    expect(timeline.loadOlder()).toBe(loading);
    await clock.advance(50);
    await loading;
    expect(timeline.snapshot.loadingOlder).toBe(false);
    expect(words(timeline.snapshot.items)).toEqual(numbers(first, 200));
  }
  expect(timeline.snapshot.more).toBe(false);
  await timeline.loadOlder();
});

test('a page of history that was under way when the connection broke comes after it', async () => {
  const { clock, network, timeline } = await holding(120);
  let loaded = false;
  void timeline.loadOlder().then(() => {
    loaded = true;
  });
  network.cut();
  await clock.advance(20);
  expect([loaded, timeline.snapshot.loadingOlder]).toEqual([false, true]);
  await clock.advance(1_000);
  expect([loaded, timeline.snapshot.loadingOlder]).toEqual([true, false]);
  expect(words(timeline.snapshot.items)).toEqual(numbers(21, 120));
});

test('a server that was restored from a backup is believed', async () => {
  const { clock, network, store, id, timeline } = await holding(5);
  const log = store.logs.get(id)!;
  network.down = true;
  network.cut();
  log.entries.length = 3;
  log.version = 3;
  store.write(id, newId(), 'another 4');
  network.down = false;
  await clock.advance(2_000);
  expect(words(timeline.snapshot.items)).toEqual([...numbers(1, 3), '4 another 4']);
  expect(timeline.snapshot.conversation?.version).toBe(4);
});

/** A server's frames by hand: the model answers a subscription at once, a real one may announce before it answers. */
async function byHand(count: number) {
  const held = await holding(count);
  const { server, id, network, clock } = held;
  const log = server.store.logs.get(id)!;
  const conversation = (lastSeq: number) => ({ ...present(log, 'visitor'), lastSeq, version: lastSeq });
  const entry = (seq: number): Entry => ({ ...log.entries[0]!, seq, id: newId(), content: text(`${seq}`) });
  const subscribed = (from: number, to: number, parts: { reset?: boolean; more?: boolean } = {}) =>
    server.broadcast({
      type: 'subscribed',
      topic: 'conversation',
      conversation: conversation(to),
      entries: Array.from({ length: to - from + 1 }, (_, i) => entry(from + i)),
      deliveries: [],
      reset: false,
      more: false,
      ...parts,
    });
  const announce = (seq: number) =>
    server.broadcast({ type: 'entry', entry: entry(seq), conversation: conversation(seq) });
  const subscriptions = () => server.received.filter(({ type }) => type === 'subscribe').length;
  server.silent = true;
  network.cut();
  await clock.advance(500);
  server.received.length = 0;
  return { ...held, subscribed, announce, subscriptions };
}

test('P1: what is announced before the subscription is answered is kept for after it', async () => {
  const { clock, timeline, subscribed, announce, subscriptions } = await byHand(2);
  announce(4);
  announce(5);
  subscribed(3, 3);
  await clock.advance(50);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 5));
  expect(subscriptions()).toBe(0);
});

test('P1: the entry that showed the gap is not lost while the gap is filled', async () => {
  const { clock, timeline, subscribed, announce, subscriptions } = await byHand(2);
  subscribed(3, 3);
  announce(6);
  announce(7);
  await clock.advance(50);
  expect(subscriptions()).toBe(1);
  subscribed(4, 5);
  await clock.advance(50);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 7));
  expect(subscriptions()).toBe(1);
});

test('an answer that does not hold what it claims is not believed, and not asked for in a hurry', async () => {
  const { clock, timeline, subscribed, subscriptions } = await byHand(2);
  for (let i = 0; i < 5; i++) {
    subscribed(9, 9);
    await clock.advance(20);
  }
  expect(timeline.snapshot.live).toBe(false);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 2));
  await clock.advance(1_000);
  expect(subscriptions()).toBeLessThan(5);
  subscribed(3, 9);
  await clock.advance(50);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 9));
});

test('a page of history that was asked for before the log began anew is not taken', async () => {
  const { clock, server, id, timeline, subscribed } = await byHand(60);
  subscribed(61, 61);
  await clock.advance(50);
  const loading = timeline.loadOlder();
  subscribed(150, 200, { reset: true, more: true });
  await clock.advance(6);
  await loading;
  void timeline.loadOlder();
  server.broadcast({
    type: 'entries',
    ref: `${id}:12`,
    conversationId: id,
    entries: [],
    deliveries: [],
    more: false,
  });
  await clock.advance(6);
  expect(timeline.snapshot).toMatchObject({ more: true });
  expect(words(timeline.snapshot.items)).toEqual(numbers(150, 200));
});
