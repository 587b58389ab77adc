import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactId } from './fakeLog.ts';
import { entriesOf, Participant } from './participant.ts';
import { createWorld, newId, sharedStorage, type World } from './world.ts';

// The whole client against the model of the server, with everything going wrong that a network, a browser or a
// server can do. Time, chance and network are simulated, so that a failure is repeated by its seed.

type Command =
  | { do: 'send'; who: number; where: number; times: number }
  | { do: 'write' | 'resolve'; where: number }
  | { do: 'deliver'; where: number; which: number; status: number }
  | { do: 'cut' | 'stall' | 'reload' | 'older' | 'wake' | 'read'; who: number }
  | { do: 'down'; who: number; ms: number }
  | { do: 'drain'; ms: number }
  | { do: 'wait'; ms: number };

type Trouble = {
  seed: number;
  /** Chances of 0 to 1. */
  lost: number;
  twice: number;
  late: number;
  refused: number;
  unacknowledged: number;
  replayLimit: number;
  pieceSize: number;
  oneOpen: boolean;
};

const who = fc.nat(2);
const where = fc.nat(1);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      who,
      where,
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('write' as const), where }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), where }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), where, which: fc.nat(2), status: fc.nat(3) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('cut', 'stall', 'reload', 'older', 'wake', 'read'), who }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('down' as const), who, ms: fc.nat(20_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drain' as const), ms: fc.nat(2_000) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.nat(12), fc.nat(400), fc.nat(30_000)),
    }),
  },
);
const chance = fc.constantFrom(0, 0, 0.1, 0.4);
const trouble = (lost: fc.Arbitrary<number>, oneOpen: boolean): fc.Arbitrary<Trouble> =>
  fc.record({
    seed: fc.nat(),
    lost,
    twice: chance,
    late: chance,
    refused: chance,
    unacknowledged: chance,
    replayLimit: fc.constantFrom(2, 5, 200),
    pieceSize: fc.constantFrom(1, 3, 200),
    oneOpen: fc.constant(oneOpen),
  });

test('P1, P4, P8: any interleaving of two tabs, an agent and a failing network ends in one gapless log with each message once', async () => {
  await check(trouble(chance, false), { cutInTheEnd: true });
});

test('P1: snapshot + later frames = fresh snapshot, also when no reconnect puts things right', async () => {
  await check(trouble(fc.constant(0), false), { cutInTheEnd: false });
});

test('P4: messages that the server puts into another conversation are moved in order, each once', async () => {
  await check(trouble(chance, true), { cutInTheEnd: true });
});

async function check(troubles: fc.Arbitrary<Trouble>, how: { cutInTheEnd: boolean }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 40, size: 'max' }), troubles, (commands, chosen) =>
      run(commands, chosen, how),
    ),
    { numRuns: Number(process.env.RUNS ?? 200), interruptAfterTimeLimit: 15_000 },
  );
}

async function run(commands: Command[], chosen: Trouble, { cutInTheEnd }: { cutInTheEnd: boolean }) {
  const random = randomFrom(chosen.seed);
  const world = createWorld(random);
  const { server, clock } = world;
  Object.assign(server, { replayLimit: chosen.replayLimit, pieceSize: chosen.pieceSize });
  server.store.oneOpen = chosen.oneOpen;
  makeTrouble(world, chosen, random);
  const storage = sharedStorage(clock);
  const ids = [newId(), newId()];
  const participants = [
    new Participant({ world, name: 'a', role: 'visitor', storage, conversationIds: ids }),
    new Participant({ world, name: 'b', role: 'visitor', storage, conversationIds: ids }),
    new Participant({ world, name: 'x', role: 'agent', storage: sharedStorage(clock), conversationIds: ids }),
  ];
  for (const each of commands) await perform(each, world, participants, ids);

  makeTrouble(world, { ...chosen, lost: 0, twice: 0, late: 0, refused: 0, unacknowledged: 0 }, random);
  for (const { network } of participants) network.down = false;
  await clock.advance(1_000);
  if (cutInTheEnd) for (const { network } of participants) network.cut();
  await clock.advance(120_000);
  await compare(world, participants);
  for (const { client } of participants) client.close();
}

async function perform(command: Command, world: World, participants: Participant[], ids: string[]) {
  const { server, clock } = world;
  const participant = 'who' in command ? participants[command.who]! : participants[0]!;
  const id = 'where' in command ? ids[command.where]! : ids[0]!;
  const log = server.store.logs.get(id);
  const actions: { [D in Command['do']]: (command: Extract<Command, { do: D }>) => unknown } = {
    send: ({ times }) => {
      // An agent cannot open a conversation.
      if (command.do === 'send' && command.who === 2 && !log) return;
      for (let i = 0; i < times; i++) participant.send(id);
    },
    write: () => log && server.store.write(id, newId(), 'from elsewhere'),
    resolve: () => server.store.resolve(id),
    deliver: ({ which, status }) => {
      const statuses = ['queued', 'sent', 'delivered', 'read'] as const;
      const seq = Math.min(which + 1, log?.entries.length ?? 0);
      if (seq)
        server.store.deliver(id, `00000000-0000-7000-8000-00000000000${which}`, seq, statuses[status]!);
    },
    cut: () => participant.network.cut(),
    stall: () => participant.network.stall(),
    reload: () => participant.load(),
    older: () => void participant.hold(id).loadOlder(),
    wake: () => participant.client.wake(),
    read: () => participant.hold(id).read(log?.entries.length ?? 0),
    down: ({ ms }) => {
      participant.network.down = true;
      participant.network.cut();
      clock.setTimeout(() => {
        participant.network.down = false;
      }, ms);
    },
    drain: ({ ms }) => server.broadcast({ type: 'drain', afterMs: ms }),
    wait: ({ ms }) => clock.advance(ms),
  };
  await (actions[command.do] as (command: Command) => unknown)(command);
}

/** Everybody sees what somebody sees who comes in now, and that is the log, with all that was promised in it. */
async function compare(world: World, participants: Participant[]): Promise<void> {
  const { store } = world.server;
  const entries = [...store.logs.values()].flatMap((log) => log.entries);
  for (const participant of participants) {
    expect(participant.violations).toEqual([]);
    expect(participant.client.state).toBe('online');
    expect(participant.client.waiting).toBe(0);
    for (const { entryId } of participant.promised) {
      expect(entries.filter(({ id }) => id === entryId)).toHaveLength(1);
    }
    compareOrder(world, participant);
  }
  const rows = [...store.logs.values()].map(({ id, version }) => [id, version] as const);
  expect(participants[2]!.rows, 'P8: the list is what a fresh one would be').toEqual(new Map(rows));
  for (const role of ['visitor', 'agent'] as const) {
    const fresh = await world.online({ role });
    for (const log of store.logs.values()) {
      const timeline = fresh.conversation(log.id);
      const expected = await whole(world, timeline);
      expect(entriesOf(expected).map(({ id }) => id)).toEqual(log.entries.map(({ id }) => id));
      for (const { client, timelines } of participants) {
        const held = timelines.get(log.id);
        if (!held || (client === participants[2]!.client) !== (role === 'agent')) continue;
        const { items, conversation, deliveries, live, more } = await whole(world, held);
        expect({ items, conversation, live, more }).toEqual({
          items: expected.items,
          conversation: expected.conversation,
          live: true,
          more: false,
        });
        expect(deliveries).toEqual(expected.deliveries);
      }
    }
    fresh.close();
  }
}

/** What one tab wrote to one conversation is in each log in the order of writing. */
function compareOrder(world: World, participant: Participant): void {
  for (const log of world.server.store.logs.values()) {
    for (const asked of new Set(participant.promised.map(({ askedId }) => askedId))) {
      const written = participant.promised
        .filter(({ askedId }) => askedId === asked)
        .map(({ entryId }) => entryId);
      const here = log.entries.filter(({ id }) => written.includes(id)).map(({ id }) => id);
      expect(here).toEqual(written.filter((id) => here.includes(id)));
    }
  }
}

async function whole(world: World, timeline: ReturnType<Participant['hold']>) {
  await world.clock.advance(100);
  for (let pages = 0; timeline.snapshot.more && pages < 100; pages++) {
    void timeline.loadOlder();
    await world.clock.advance(100);
  }
  return timeline.snapshot;
}

function makeTrouble({ server }: World, chosen: Trouble, random: () => number): void {
  const { faults } = server;
  faults.announcement = () => {
    const draw = random();
    if (draw < chosen.lost) return 'lost';
    if (draw < chosen.lost + chosen.twice) return 'twice';
    return draw < chosen.lost + chosen.twice + chosen.late ? Math.floor(random() * 300) : undefined;
  };
  faults.loseAcknowledgement = () => random() < chosen.unacknowledged;
  faults.refuseMessage = () =>
    random() < chosen.refused
      ? { code: 'too_many_requests', retryAfterMs: Math.floor(random() * 500) }
      : undefined;
}

/** Mulberry32: small and good enough to decide what goes wrong. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('the model itself: nothing goes wrong when nothing goes wrong', async () => {
  const world = createWorld();
  const client = await world.online();
  const id = newId();
  const timeline = client.conversation(id);
  await timeline.send({ kind: 'text', text: 'hello' }).catch(() => {});
  await world.clock.advance(100);
  expect(timeline.snapshot.items).toMatchObject([
    { state: 'confirmed', entry: { seq: 1, author: { id: contactId } } },
  ]);
});
