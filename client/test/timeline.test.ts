import type { Author, Entry, ServerFrame } from '@causerie/protocol';
import { expect, test } from 'vitest';
import type { ClientEvents } from '../src/types.ts';
import { agentId, contactId, present } from './fakeLog.ts';
import { createWorld, newId, text, type World, words } from './world.ts';

const ada: Author = { kind: 'agent', id: agentId, name: 'Ada' };

/** A client that holds a conversation with entries `1` to `count`. */
async function holding(count: number, world: World = createWorld(), role: 'visitor' | 'agent' = 'visitor') {
  const id = newId();
  for (let i = 1; i <= count; i++) world.server.store.write(id, newId(), `${i}`);
  const client = await world.online({ role });
  const timeline = client.conversation(id);
  await world.clock.advance(50);
  return { ...world, id, client, timeline, store: world.server.store };
}

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i} ${from + i}`);

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

test('P4: pending becomes confirmed in one step, never both and never neither', async () => {
  const { clock, timeline } = await holding(1);
  const seen: string[][] = [];
  timeline.subscribe(() => seen.push(words(timeline.snapshot.items)));
  void timeline.send(text('hello'));
  await clock.advance(100);
  expect(new Set(seen.map((lines) => lines.join()))).toEqual(new Set(['1 1,~ hello', '1 1,2 hello']));
});

test('a note of an agent is a hidden entry for the contact, and no gap', async () => {
  const world = createWorld();
  const { id, timeline } = await holding(1, world, 'agent');
  const visitor = (await world.online()).conversation(id);
  void timeline.send(text('between us'), 'note');
  await world.clock.advance(100);
  world.server.store.write(id, newId(), '3');
  await world.clock.advance(100);
  expect(words(timeline.snapshot.items)).toEqual(['1 1', '2 between us', '3 3']);
  expect(words(visitor.snapshot.items)).toEqual(['1 1', '2 nothing', '3 3']);
});

test('a conversation that does not exist is missing until somebody writes in it', async () => {
  const { clock, online, server } = createWorld();
  const client = await online();
  const id = newId();
  const timeline = client.conversation(id);
  expect(timeline.snapshot).toMatchObject({ missing: false, live: false });
  await clock.advance(50);
  expect(timeline.snapshot).toMatchObject({ missing: true, live: false });
  server.store.write(id, newId(), 'a greeting');
  await clock.advance(50);
  expect(timeline.snapshot).toMatchObject({ missing: false, live: true });
  expect(words(timeline.snapshot.items)).toEqual(['1 a greeting']);
});

test('an id that is none is missing and never sent', async () => {
  const { clock, online, server } = createWorld();
  const client = await online();
  expect(client.conversation('settings').snapshot.missing).toBe(true);
  await clock.advance(50);
  expect(server.received.map(({ type }) => type)).toEqual(['hello']);
});

test('a subscription that is not answered is asked for again; one refused for now too', async () => {
  const { clock, server, online } = createWorld();
  const id = newId();
  server.store.write(id, newId(), '1');
  server.silent = true;
  const client = await online();
  const timeline = client.conversation(id);
  await clock.advance(1_000);
  server.broadcast({ type: 'unsubscribed', topic: 'conversation', id, code: 'overloaded' });
  await clock.advance(1_000);
  expect(timeline.snapshot).toMatchObject({ live: false, missing: false });
  server.silent = false;
  await clock.advance(12_000);
  expect(words(timeline.snapshot.items)).toEqual(numbers(1, 1));
});

test('P6: a delivery only moves forward', async () => {
  const { clock, server, store, id, timeline } = await holding(1, createWorld(), 'agent');
  const delivery = newId();
  const fates: (number | undefined)[] = [300, undefined, 100, undefined];
  server.faults.announcement = () => fates.shift();
  store.deliver(id, delivery, 1, 'sent');
  store.deliver(id, delivery, 1, 'delivered');
  const seen: string[] = [];
  timeline.subscribe(() => seen.push(timeline.snapshot.deliveries.map(({ status }) => status).join()));
  await clock.advance(1_000);
  expect(seen.filter(Boolean).every((status) => status === 'delivered')).toBe(true);
  expect(timeline.snapshot.deliveries).toMatchObject([{ id: delivery, status: 'delivered' }]);
});

test('P6: a delivery whose news was lost with the connection is there after it', async () => {
  const { clock, network, server, store, id, timeline } = await holding(1, createWorld(), 'agent');
  server.faults.announcement = () => 'lost';
  store.deliver(id, newId(), 1, 'sent');
  server.faults.announcement = () => undefined;
  // A newer version of the conversation arrives all the same.
  store.read(id, 'agent', 1);
  await clock.advance(50);
  expect(timeline.snapshot.deliveries).toEqual([]);
  network.cut();
  await clock.advance(1_000);
  expect(timeline.snapshot.deliveries).toMatchObject([{ status: 'sent' }]);
});

test('a conversation is only replaced by a newer one', async () => {
  const { clock, server, store, id, timeline } = await holding(1);
  const delays = [200, 0];
  server.faults.announcement = () => delays.shift();
  store.read(id, 'agent', 1);
  store.resolve(id);
  await clock.advance(50);
  const { conversation } = timeline.snapshot;
  expect(conversation).toMatchObject({ status: 'resolved' });
  await clock.advance(500);
  expect(timeline.snapshot.conversation).toBe(conversation);
});

test('typing expires, ends with the message, and never shows ourselves', async () => {
  const { clock, server, store, id, timeline } = await holding(1);
  const typing = (author: Author, on: boolean): ServerFrame => ({
    type: 'typing',
    conversationId: id,
    author,
    typing: on,
  });
  server.broadcast(typing(ada, true));
  server.broadcast(typing({ kind: 'contact', id: contactId }, true));
  await clock.advance(50);
  expect(timeline.snapshot.typing).toEqual([{ kind: 'agent', id: agentId, name: 'Ada' }]);
  await clock.advance(5_000);
  server.broadcast(typing(ada, true));
  await clock.advance(5_900);
  expect(timeline.snapshot.typing).toHaveLength(1);
  await clock.advance(200);
  expect(timeline.snapshot.typing).toEqual([]);
  server.broadcast(typing(ada, true));
  await clock.advance(50);
  store.write(id, newId(), 'done');
  await clock.advance(50);
  expect(timeline.snapshot.typing).toEqual([]);
  server.broadcast(typing(ada, true));
  server.broadcast(typing(ada, false));
  await clock.advance(50);
  expect(timeline.snapshot.typing).toEqual([]);
});

test('our typing is said now and then, and stopped by a pause or the message', async () => {
  const { clock, server, timeline } = await holding(1);
  const said = () => server.received.flatMap((frame) => (frame.type === 'typing' ? [frame.typing] : []));
  for (let i = 0; i < 10; i++) {
    timeline.typing(true);
    await clock.advance(500);
  }
  expect(said()).toEqual([true, true]);
  await clock.advance(6_000);
  expect(said()).toEqual([true, true, false]);
  timeline.typing(true);
  void timeline.send(text('hello'));
  await clock.advance(50);
  expect(server.received.slice(-2).map(({ type }) => type)).toEqual(['send', 'typing']);
  expect(said()).toEqual([true, true, false, true, false]);
});

test('reading is coalesced, only moves forward, and is said again after a reconnect', async () => {
  const { clock, network, server, store, id, timeline } = await holding(9);
  for (const seq of [2, 5, 4, 0]) timeline.read(seq);
  await clock.advance(1_000);
  const reads = () => server.received.flatMap((frame) => (frame.type === 'read' ? [frame.seq] : []));
  expect(reads()).toEqual([5]);
  network.down = true;
  network.cut();
  timeline.read(9);
  await clock.advance(1_000);
  network.down = false;
  await clock.advance(5_000);
  expect(reads()).toEqual([5, 9]);
  expect(store.logs.get(id)?.contactReadSeq).toBe(9);
  expect(timeline.snapshot.conversation?.contactReadSeq).toBe(9);
});

test('the same timeline while it is held; released, it is unsubscribed and gone', async () => {
  const { clock, server, client, id, timeline } = await holding(1);
  expect(client.conversation(id)).toBe(timeline);
  timeline.release();
  expect(client.conversation(id)).toBe(timeline);
  timeline.release();
  timeline.release();
  timeline.release();
  await clock.advance(50);
  expect(server.received.at(-1)).toEqual({ type: 'unsubscribe', topic: 'conversation', id });
  expect(client.conversation(id)).not.toBe(timeline);
});

test('entries and conversations are told once, also where nobody looks', async () => {
  const { clock, server, online } = createWorld();
  const client = await online();
  const id = newId();
  const told: string[] = [];
  client.on('entry', ({ entry, conversation }) => told.push(`entry ${entry.seq} of ${conversation.lastSeq}`));
  client.on('conversation', ({ conversation }: ClientEvents['conversation']) =>
    told.push(`version ${conversation.version}`),
  );
  server.faults.announcement = () => 'twice';
  server.store.write(id, newId(), '1');
  server.store.resolve(id);
  await clock.advance(50);
  expect(told).toEqual(['entry 1 of 1', 'version 1', 'version 2']);
  client.conversation(id);
  await clock.advance(50);
  expect(told).toHaveLength(3);
});

test('viewers are shown, and forgotten with the connection', async () => {
  const { clock, network, server, id, timeline } = await holding(1, createWorld(), 'agent');
  const viewers = [{ userId: newId(), name: 'Bob', typing: true }];
  server.broadcast({ type: 'viewers', conversationId: id, viewers });
  await clock.advance(50);
  expect(timeline.snapshot.viewers).toEqual(viewers);
  network.down = true;
  network.cut();
  await clock.advance(50);
  expect(timeline.snapshot.viewers).toEqual([]);
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

test('reading that was lost with a stalled connection is said again on the next one', async () => {
  const { clock, network, store, id, timeline } = await holding(3);
  network.stall();
  timeline.read(3);
  await clock.advance(60_000);
  expect(store.logs.get(id)?.contactReadSeq).toBe(3);
});
