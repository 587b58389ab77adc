import { expect, test } from 'vitest';
import type { ClientEvents, OutboxStorage } from '../src/types.ts';
import { createWorld, logWords, newId, settled, sharedStorage, text, words } from './world.ts';

test('P4: a message whose acknowledgement was lost with the connection is in the log once', async () => {
  const { clock, network, server, online, sends } = createWorld();
  const client = await online();
  const id = newId();
  const timeline = client.conversation(id);
  server.faults.loseAcknowledgement = () => true;
  server.faults.announcement = () => 'lost';
  void timeline.send(text('once'));
  await clock.advance(100);
  expect(words(timeline.snapshot.items)).toEqual(['~ once']);
  server.faults.loseAcknowledgement = () => false;
  network.cut();
  await clock.advance(1_000);
  expect(words(timeline.snapshot.items)).toEqual(['1 once']);
  expect(new Set(sends().map(({ entryId }) => entryId)).size).toBe(1);
  expect(logWords(server.store.logs.get(id))).toEqual(['once']);
  expect(client.waiting).toBe(0);
});

test('P4: an acknowledgement that does not come is asked for again on the same connection', async () => {
  const { clock, network, server, online, sends } = createWorld();
  const client = await online();
  server.faults.loseAcknowledgement = () => true;
  server.faults.announcement = () => 'lost';
  const timeline = client.conversation(newId());
  void timeline.send(text('hello'));
  await clock.advance(1_000);
  server.faults.loseAcknowledgement = () => false;
  await clock.advance(20_000);
  expect(sends()).toHaveLength(2);
  expect(network.opened).toBe(1);
  expect(words(timeline.snapshot.items)).toEqual(['1 hello']);
});

test('P4: what was written offline survives a reload and is sent in order, once', async () => {
  const { clock, network, server, client } = createWorld();
  const storage = sharedStorage(clock);
  const id = newId();
  network.down = true;
  const before = client({ outbox: storage });
  before.connect();
  const sending = ['one', 'two', 'three'].map((each) => before.conversation(id).send(text(each)));
  await clock.advance(100);
  const [stored] = await Promise.all(sending);
  expect(stored).toMatchObject({ conversationId: id, kind: 'message', content: text('one') });
  before.close();

  network.down = false;
  const after = client({ outbox: storage });
  const timeline = after.conversation(id);
  await clock.advance(10);
  expect(words(timeline.snapshot.items)).toEqual(['~ one', '~ two', '~ three']);
  expect(after.waiting).toBe(3);
  void timeline.send(text('four'));
  after.connect();
  await clock.advance(1_000);
  expect(logWords(server.store.logs.get(id))).toEqual(['one', 'two', 'three', 'four']);
  expect(storage.kept.size).toBe(0);
});

test('a message is sent only after the one before it in the conversation; other conversations do not wait', async () => {
  const { clock, online, sends } = createWorld();
  const client = await online();
  const [a, b] = [client.conversation(newId()), client.conversation(newId())];
  void a.send(text('a1'));
  void a.send(text('a2'));
  void b.send(text('b1'));
  await clock.advance(7);
  expect(sends().map(({ content }) => content)).toEqual([text('a1'), text('b1')]);
  await clock.advance(100);
  expect(sends().map(({ content }) => content)).toEqual([text('a1'), text('b1'), text('a2')]);
});

test('refused for now: waits as told and a little more, and those behind it wait too', async () => {
  const { clock, server, online, sends } = createWorld(() => 0.5);
  const client = await online();
  let refusals = 0;
  server.faults.refuseMessage = () =>
    refusals++ ? undefined : { code: 'too_many_requests', retryAfterMs: 4_000 };
  const timeline = client.conversation(newId());
  void timeline.send(text('one'));
  void timeline.send(text('two'));
  await clock.advance(4_900);
  expect(sends()).toHaveLength(1);
  await clock.advance(300);
  expect(words(timeline.snapshot.items)).toEqual(['1 one', '2 two']);
});

test('the server’s own fault: tried again, ever later; in the end its writer is asked, and nothing is dropped', async () => {
  const { clock, server, online, sends } = createWorld();
  const storage = sharedStorage(clock);
  const client = await online({ outbox: storage });
  let wrong = true;
  server.faults.refuseMessage = () => (wrong ? { code: 'internal' } : undefined);
  const timeline = client.conversation(newId());
  const sending = timeline.send(text('kept'));
  await clock.advance(10_000);
  const { entryId } = await sending;
  expect(words(timeline.snapshot.items)).toEqual(['~ kept']);
  expect(sends().length).toBeGreaterThan(2);
  await clock.advance(290_000);
  expect(words(timeline.snapshot.items)).toEqual(['! kept']);
  expect(timeline.snapshot.items[0]).toMatchObject({ code: 'internal' });
  expect(sends()).toHaveLength(9);
  expect(storage.kept.has(entryId)).toBe(true);
  void timeline.resend(entryId);
  await clock.advance(2_000);
  expect(words(timeline.snapshot.items)).toEqual(['~ kept']);
  wrong = false;
  await clock.advance(10_000);
  expect(words(timeline.snapshot.items)).toEqual(['1 kept']);
});

test('refused for good: failed with the reason, the next goes on, resent with the same id or forgotten', async () => {
  const { clock, server, online, sends } = createWorld();
  const storage = sharedStorage(clock);
  const client = await online({ outbox: storage });
  const failed: ClientEvents['failed'][] = [];
  client.on('failed', (event) => failed.push(event));
  let refuse = true;
  server.faults.refuseMessage = ({ content }) =>
    refuse && content.kind === 'text' && content.text.startsWith('bad')
      ? { code: 'content_not_allowed' }
      : undefined;
  const timeline = client.conversation(newId());
  for (const each of ['bad 1', 'good', 'bad 2']) void timeline.send(text(each));
  await clock.advance(100);
  expect(words(timeline.snapshot.items)).toEqual(['1 good', '! bad 1', '! bad 2']);
  expect(timeline.snapshot.items[1]).toMatchObject({ code: 'content_not_allowed', reason: 'No.' });
  expect(failed).toHaveLength(2);
  expect(client.waiting).toBe(0);

  refuse = false;
  const [first, second] = failed.map(({ entryId }) => entryId);
  void timeline.resend(first!);
  void timeline.discard(second!);
  await clock.advance(100);
  expect(words(timeline.snapshot.items)).toEqual(['1 good', '2 bad 1']);
  expect(sends().at(-1)?.entryId).toBe(first);
  expect(storage.kept.size).toBe(0);
});

test('a failed message stays failed over a reload', async () => {
  const { clock, server, online } = createWorld();
  const storage = sharedStorage(clock);
  const id = newId();
  server.faults.refuseMessage = () => ({ code: 'content_not_allowed' });
  const before = await online({ outbox: storage });
  void before.conversation(id).send(text('no'));
  await clock.advance(100);
  before.close();
  server.faults.refuseMessage = () => undefined;
  const after = await online({ outbox: storage });
  expect(words(after.conversation(id).snapshot.items)).toEqual(['! no']);
});

test('a message larger than a frame fails at once and never reaches the server', async () => {
  const { clock, online, sends } = createWorld();
  const client = await online();
  const timeline = client.conversation(newId());
  const answers = Array.from({ length: 20 }, (_, i) => ({
    fieldId: `f${i}`,
    label: 'x',
    value: 'é'.repeat(4_000),
  }));
  void timeline.send({ kind: 'form_answer', entryId: newId(), answers });
  await clock.advance(100);
  expect(timeline.snapshot.items).toMatchObject([{ state: 'failed', code: 'too_large' }]);
  expect(sends()).toEqual([]);
});

test.each<[string, OutboxStorage]>([
  [
    'rejects',
    {
      load: () => Promise.reject(new Error('private mode')),
      put: () => Promise.reject(new Error('quota')),
      remove: () => Promise.reject(new Error('gone')),
    },
  ],
  ['never answers', { load: forever, put: forever, remove: forever }],
  [
    'throws',
    {
      load: () => {
        throw new Error('not even a promise');
      },
      put: () => {
        throw new Error('not even a promise');
      },
      remove: () => {
        throw new Error('not even a promise');
      },
    },
  ],
])('a storage that %s keeps no message from being sent', async (_, storage) => {
  const { clock, client } = createWorld();
  const sending = client({ outbox: storage });
  sending.connect();
  const timeline = sending.conversation(newId());
  let stored = false;
  void timeline.send(text('hello')).then(() => {
    stored = true;
  });
  await clock.advance(10_000);
  expect(words(timeline.snapshot.items)).toEqual(['1 hello']);
  expect(stored).toBe(true);
});

function forever(): Promise<never> {
  return new Promise(() => {});
}

test('P4: acknowledged is told once, also when the entry came first and the answer twice', async () => {
  const { clock, server, online } = createWorld();
  const client = await online();
  const events: ClientEvents['acknowledged'][] = [];
  client.on('acknowledged', (event) => events.push(event));
  const id = newId();
  const timeline = client.conversation(id);
  server.faults.loseAcknowledgement = () => true;
  const { entryId } = await settled(clock, timeline.send(text('hello')));
  await clock.advance(100);
  const ack = { ref: entryId, entryId, conversationId: id, seq: 1, at: '2026-11-21T08:00:00.000Z' };
  server.broadcast({ type: 'ack', ...ack });
  server.broadcast({ type: 'ack', ...ack });
  await clock.advance(100);
  expect(events).toEqual([{ entryId, conversationId: id, askedId: id, seq: 1 }]);
});

test('who is told to wait is not sent again because another conversation goes on', async () => {
  const { clock, server, online, sends } = createWorld();
  const client = await online();
  const busy = newId();
  server.faults.refuseMessage = ({ conversationId }) =>
    conversationId === busy ? { code: 'too_many_requests', retryAfterMs: 10_000 } : undefined;
  void client.conversation(busy).send(text('later'));
  await clock.advance(50);
  const other = client.conversation(newId());
  for (let i = 0; i < 5; i++) void other.send(text(`${i}`));
  await clock.advance(5_000);
  expect(sends().filter(({ conversationId }) => conversationId === busy)).toHaveLength(1);
  expect(words(other.snapshot.items)).toHaveLength(5);
});

test('P4: what was acknowledged does not come back from a storage that is slow to forget it', async () => {
  const { clock, network, online, sends } = createWorld();
  const storage = sharedStorage(clock);
  const client = await online({ outbox: { ...storage, remove: forever } });
  let acknowledged = 0;
  client.on('acknowledged', () => acknowledged++);
  const timeline = client.conversation(newId());
  void timeline.send(text('hello'));
  await clock.advance(100);
  // Nobody holds the log any more, in which it could be seen.
  timeline.release();
  network.cut();
  await clock.advance(5_000);
  expect(storage.kept.size).toBe(1);
  expect([sends().length, acknowledged, client.waiting]).toEqual([1, 1, 0]);
});

test('after a reload conversations do not wait for each other', async () => {
  const { clock, network, server, client, online } = createWorld();
  const storage = sharedStorage(clock);
  const [busy, free] = [newId(), newId()];
  network.down = true;
  const before = client({ outbox: storage });
  void before.conversation(busy).send(text('waits'));
  void before.conversation(free).send(text('goes'));
  await clock.advance(100);
  before.close();
  network.down = false;
  server.faults.refuseMessage = ({ conversationId }) =>
    conversationId === busy ? { code: 'too_many_requests', retryAfterMs: 10_000 } : undefined;
  await online({ outbox: storage });
  await clock.advance(100);
  expect([...server.store.logs.keys()]).toEqual([free]);
});
