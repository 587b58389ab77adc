import { expect, test } from 'vitest';
import type { ClientEvents } from '../src/types.ts';
import { createWorld, logWords, newId, settled, sharedStorage, text, words } from './world.ts';

// Two tabs with one storage, and messages that land in another conversation than they were written to.

test('P4: two tabs with one storage: what one could not send the other sends, and both show it once', async () => {
  const { clock, createNetwork, server, online, client } = createWorld();
  const storage = sharedStorage(clock);
  const [here, there] = [createNetwork(), createNetwork()];
  const id = newId();
  there.down = true;
  const cutOff = client({ on: there, outbox: storage });
  cutOff.connect();
  void cutOff.conversation(id).send(text('from the other tab'));
  await clock.advance(100);
  const tab = await online({ on: here, outbox: storage });
  await clock.advance(100);
  expect(logWords(server.store.logs.get(id))).toEqual(['from the other tab']);
  expect(storage.kept.size).toBe(0);
  expect(words(tab.conversation(id).snapshot.items)).toEqual([]);
  there.down = false;
  await clock.advance(30_000);
  expect(words(cutOff.conversation(id).snapshot.items)).toEqual(['1 from the other tab']);
  expect(logWords(server.store.logs.get(id))).toHaveLength(1);
  expect(cutOff.waiting).toBe(0);
});

test.each(['a new', 'an old'])(
  'two tabs: what one discards in %s conversation the other, which only read it, forgets too',
  async (age) => {
    const { clock, network, server, client } = createWorld();
    const storage = sharedStorage(clock);
    network.down = true;
    const id = newId();
    if (age === 'an old') server.store.write(id, newId(), 'before');
    const before = age === 'an old' ? ['1 before'] : [];
    const writer = client({ outbox: storage });
    const { entryId } = await settled(clock, writer.conversation(id).send(text('never mind')));
    const reader = client({ outbox: storage });
    const timeline = reader.conversation(id);
    await clock.advance(10);
    expect(words(timeline.snapshot.items)).toEqual(['~ never mind']);
    await settled(clock, writer.conversation(id).discard(entryId));
    network.down = false;
    reader.connect();
    await clock.advance(1_000);
    expect(words(timeline.snapshot.items)).toEqual(before);
    expect(server.store.logs.get(id)?.entries.length ?? 0).toBe(before.length);
  },
);

test('the conversation was another one: the event says so, and what was behind it follows in order', async () => {
  const { clock, server, online } = createWorld();
  const open = newId();
  server.store.write(open, newId(), 'welcome back');
  server.store.oneOpen = true;
  const client = await online();
  const events: ClientEvents['acknowledged'][] = [];
  client.on('acknowledged', (event) => events.push(event));
  const asked = newId();
  const timeline = client.conversation(asked);
  await clock.advance(50);
  for (const each of ['one', 'two', 'three']) void timeline.send(text(each));
  await clock.advance(1_000);
  expect(events[0]).toMatchObject({ askedId: asked, conversationId: open, seq: 2 });
  expect(events).toHaveLength(3);
  expect(logWords(server.store.logs.get(open))).toEqual(['welcome back', 'one', 'two', 'three']);
  expect(timeline.snapshot.items).toEqual([]);
  expect(words(client.conversation(open).snapshot.items)).toEqual([]);
  await clock.advance(100);
  expect(words(client.conversation(open).snapshot.items)).toHaveLength(4);
});

test('a message that is in the log stays where it is when the next one lands elsewhere', async () => {
  const { clock, server, online } = createWorld();
  server.store.oneOpen = true;
  const client = await online();
  const id = newId();
  const timeline = client.conversation(id);
  void timeline.send(text('one'));
  await clock.advance(100);
  server.faults.announcement = () => 2_000;
  void timeline.send(text('two'));
  await clock.advance(15);
  server.store.resolve(id);
  void timeline.send(text('three'));
  await clock.advance(100);
  expect(words(timeline.snapshot.items)).toEqual(['1 one', '~ two']);
  await clock.advance(5_000);
  expect(words(timeline.snapshot.items)).toEqual(['1 one', '2 two']);
  expect([...server.store.logs.values()].map(logWords)).toEqual([['one', 'two'], ['three']]);
});

test('what failed goes along to the conversation that it turns out to be, so that it stays in sight', async () => {
  const { clock, server, online } = createWorld();
  const open = newId();
  server.store.write(open, newId(), 'welcome back');
  server.store.oneOpen = true;
  server.faults.refuseMessage = ({ content }) =>
    content.kind === 'text' && content.text === 'bad' ? { code: 'content_not_allowed' } : undefined;
  const client = await online();
  const timeline = client.conversation(newId());
  for (const each of ['bad', 'good']) void timeline.send(text(each));
  await clock.advance(100);
  expect(timeline.snapshot.items).toEqual([]);
  const landed = client.conversation(open);
  await clock.advance(100);
  expect(words(landed.snapshot.items)).toEqual(['1 welcome back', '2 good', '! bad']);
});

test('an earlier message does not go along when another tab has a later one elsewhere', async () => {
  const { clock, server, online } = createWorld();
  server.faults.loseAcknowledgement = () => true;
  server.faults.announcement = () => 'lost';
  const client = await online();
  const [id, elsewhere] = [newId(), newId()];
  const timeline = client.conversation(id);
  void timeline.send(text('one'));
  const { entryId } = await settled(clock, timeline.send(text('two')));
  server.faults.announcement = () => undefined;
  server.store.write(elsewhere, entryId, 'two', { kind: 'contact', id: newId() });
  await clock.advance(50);
  expect(words(timeline.snapshot.items)).toEqual(['~ one']);
  expect(words(client.conversation(elsewhere).snapshot.items)).toEqual([]);
});
