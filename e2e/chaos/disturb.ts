import type { Participant } from './Participant.ts';
import type { Disturbance, DisturbanceKind } from './planDisturbances.ts';
import type { World } from './World.ts';

type Pair = { begin: () => unknown; end?: () => unknown };

/** What each disturbance does, and how it is made good. What lasts already is left as it is. */
export function disturb(world: World, people: Participant[], { kind, target }: Disturbance): Pair {
  const node = world.nodes[target % world.nodes.length]!;
  const person = people[target % people.length]!;
  const { link } = person;
  const pairs: Record<DisturbanceKind, Pair> = {
    cutLink: { begin: () => link.cut() },
    stallLink: { begin: () => link.stall(), end: () => link.flow() },
    slowLink: {
      begin: () => {
        link.delayMs = 700;
      },
      end: () => {
        link.delayMs = 0;
      },
    },
    doubleFrames: {
      begin: () => {
        link.doubling = 0.5;
      },
      end: () => {
        link.doubling = 0;
      },
    },
    jumpClock: { begin: () => person.jumpClock((target % 2 === 0 ? 1 : -1) * 3_600_000) },
    killNode: { begin: () => node.kill(), end: () => node.start() },
    pauseNode: { begin: () => node.pause(), end: () => node.resume() },
    restartNode: { begin: () => node.stop(), end: () => node.start() },
    killRedis: { begin: () => world.redis.kill(), end: () => world.redis.start() },
    pauseRedis: { begin: () => world.redis.hold(), end: () => world.redis.release() },
    killDatabase: { begin: () => world.killDatabase() },
    pauseDatabase: { begin: () => world.pauseDatabase(), end: () => world.resumeDatabase() },
    fillDisk: world.hasSmallDisk
      ? { begin: () => world.fillDisk(), end: () => world.freeDisk() }
      : { begin: () => {} },
  };
  return pairs[kind];
}
