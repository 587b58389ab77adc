import type { Author, ServerFrame } from '@causerie/protocol';
import { expect, test } from 'vitest';
import type { ClientEvents } from '../src/types.ts';
import { agentId, contactId } from './fakeLog.ts';
import { holding, numbers } from './holding.ts';
import { createWorld, newId, text, words } from './world.ts';

const ada: Author = { kind: 'agent', id: agentId, name: 'Ada' };

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

test('reading that was lost with a stalled connection is said again on the next one', async () => {
  const { clock, network, store, id, timeline } = await holding(3);
  network.stall();
  timeline.read(3);
  await clock.advance(60_000);
  expect(store.logs.get(id)?.contactReadSeq).toBe(3);
});
