import { expect, test } from 'vitest';
import { createWorld, newId } from './world.ts';

test('P8: the list misses nothing over a reconnect: rows are asked for from the newest watermark', async () => {
  const { clock, network, server, online } = createWorld();
  const [a, b] = [newId(), newId()];
  server.store.write(a, newId(), 'one');
  const client = await online({ role: 'agent' });
  const seen: string[] = [];
  client.on('rows', ({ conversations }) =>
    seen.push(...conversations.map(({ id, lastSeq }) => `${id} ${lastSeq}`)),
  );
  client.followConversations('0');
  await clock.advance(50);
  expect(seen).toEqual([`${a} 1`]);
  network.down = true;
  network.cut();
  server.store.write(b, newId(), 'a new chat');
  await clock.advance(1_000);
  network.down = false;
  await clock.advance(10_000);
  expect(seen).toEqual([`${a} 1`, `${b} 1`]);
  const since = server.received.flatMap((frame) => ('since' in frame ? [frame.since] : []));
  expect(since).toEqual(['0', '1']);
});

test('P8: a follower who comes while the connection is gone does not make an earlier one miss anything', async () => {
  const { clock, network, server, online } = createWorld();
  const client = await online({ role: 'agent' });
  const seen: string[] = [];
  client.on('rows', ({ conversations }) => seen.push(...conversations.map(({ id }) => id)));
  const stop = client.followConversations('0');
  await clock.advance(50);
  network.down = true;
  network.cut();
  const id = newId();
  server.store.write(id, newId(), 'missed by the first');
  client.followConversations(String(server.store.changes.length));
  stop();
  stop();
  network.down = false;
  await clock.advance(10_000);
  expect(seen).toContain(id);
});

test('who has no list follows from now on: what was before is not told, what comes is, also over a reconnect', async () => {
  const { clock, network, server, online } = createWorld();
  server.store.write(newId(), newId(), 'before');
  const client = await online({ role: 'agent' });
  const seen: string[] = [];
  client.on('rows', ({ conversations }) => seen.push(...conversations.map(({ id }) => id)));
  client.followConversations();
  await clock.advance(50);
  expect(seen).toEqual([]);
  network.down = true;
  network.cut();
  const id = newId();
  server.store.write(id, newId(), 'while away');
  network.down = false;
  await clock.advance(10_000);
  expect(seen).toEqual([id]);
});

test('followed rows are followed until the last follower stops', async () => {
  const { clock, server, online } = createWorld();
  const client = await online({ role: 'agent' });
  const stops = [client.followConversations('0'), client.followConversations('0')];
  stops[0]!();
  stops[0]!();
  await clock.advance(50);
  expect(server.received.some(({ type }) => type === 'unsubscribe')).toBe(false);
  stops[1]!();
  await clock.advance(50);
  expect(server.received.at(-1)).toEqual({ type: 'unsubscribe', topic: 'conversations' });
});

test('rows also bring held conversations up to date', async () => {
  const { clock, server, online } = createWorld();
  const id = newId();
  server.store.write(id, newId(), 'one');
  const client = await online({ role: 'agent' });
  client.followConversations('1');
  const timeline = client.conversation(id);
  await clock.advance(50);
  server.faults.announcement = () => undefined;
  let told = 0;
  // The first announcement is the conversation's, the second the row's.
  server.faults.announcement = () => (told++ ? undefined : 'lost');
  server.store.resolve(id);
  await clock.advance(50);
  expect(timeline.snapshot.conversation?.status).toBe('resolved');
});

test('contacts, what is on the screen and the page are said again on every connection', async () => {
  const { clock, network, server, online } = createWorld();
  const client = await online({ role: 'agent' });
  const contactId = newId();
  const stop = client.followContact(contactId);
  const stopAgain = client.followContact(contactId);
  const id = newId();
  client.view(id);
  client.page(`https://example.com/${'x'.repeat(3_000)}`, 'y'.repeat(400));
  client.leave();
  const seen: boolean[] = [];
  client.on('contact_presence', ({ online: here }) => seen.push(here));
  await clock.advance(50);
  const first = server.received.filter(({ type }) => ['subscribe', 'view', 'page'].includes(type));
  expect(first).toHaveLength(3);
  server.received.length = 0;
  network.cut();
  await clock.advance(1_000);
  expect(server.received.slice(1)).toEqual(first);
  server.broadcast({ type: 'contact_presence', contactId, online: true });
  stop();
  await clock.advance(50);
  expect(seen).toEqual([true]);
  stopAgain();
  await clock.advance(50);
  expect(server.received.at(-1)).toEqual({ type: 'unsubscribe', topic: 'contact', id: contactId });
});

test('P8: of two followers with different watermarks neither counts as served before both are', async () => {
  const { clock, network, server, online } = createWorld();
  const [a, b] = [newId(), newId()];
  const client = await online({ role: 'agent' });
  server.store.write(a, newId(), 'one');
  server.store.write(b, newId(), 'two');
  const stop = client.on('rows', () => {
    // The answer to the second subscription is still on its way.
    network.cut();
    stop();
  });
  client.followConversations('2');
  client.followConversations('0');
  const seen = new Set<string>();
  await clock.advance(11);
  client.on('rows', ({ conversations }) => {
    for (const { id } of conversations) seen.add(id);
  });
  await clock.advance(5_000);
  expect(seen).toEqual(new Set([a, b]));
});
