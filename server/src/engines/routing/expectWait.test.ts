import { expect, test } from 'vitest';
import { type Departure, expectWait } from './expectWait.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Promised = { told: number; took: number };
type Shift = { from: number; agents: number };

/**
 * Ten hours of a queue, by the rules of the product: people come as they like (Poisson, twice as many around noon), agents
 * come and go by the hour, each with three places, a conversation takes 12 minutes in the mean (gamma of shape 2, so that
 * some are long). Everybody who has to wait is told a wait from the facts at that moment; what it took is known later.
 */
function simulate(seed: number, shifts: readonly Shift[], perHour: number): Promised[] {
  const random = seeded(seed);
  const exponential = (mean: number) => -mean * Math.log(1 - random());
  const arrivals: number[] = [];
  for (let at = 0; at < 10 * HOUR; ) {
    const rate = perHour * (at > 3 * HOUR && at < 6 * HOUR ? 2 : 1);
    at += exponential(HOUR / rate);
    arrivals.push(at);
  }
  const agentsAt = (at: number) => shifts.findLast((shift) => shift.from <= at)?.agents ?? 0;
  const busyUntil: number[] = [];
  const waiting: { since: number; told: number | undefined }[] = [];
  const departures: Departure[] = [];
  const outcome: Promised[] = [];
  const room = (at: number) => agentsAt(at) * 3 - busyUntil.filter((until) => until > at).length;
  const serve = (at: number) => {
    while (waiting.length > 0 && room(at) > 0) {
      const { since, told } = waiting.shift()!;
      busyUntil.push(at + exponential(6 * MINUTE) + exponential(6 * MINUTE));
      departures.push({ since, leftAt: at, agents: agentsAt(at) });
      if (told !== undefined) outcome.push({ told, took: at - since });
    }
  };
  const recent = (at: number) => departures.filter((d) => d.leftAt > at - 4 * HOUR).slice(-100);
  let last = 0;
  for (const at of [...arrivals, 12 * HOUR]) {
    const moments = [...busyUntil, ...shifts.map((shift) => shift.from)].filter((m) => m > last && m <= at);
    for (
      let next = nextOf(moments, last);
      next !== undefined;
      next = nextOf([...busyUntil, ...moments], next, at)
    )
      serve(next);
    const seconds = expectWait({
      place: waiting.length + 1,
      agents: agentsAt(at),
      room: Math.max(0, room(at)),
      departures: recent(at),
    });
    const told = seconds ? Math.ceil(seconds / 60) * MINUTE : undefined;
    if (at < 10 * HOUR) waiting.push({ since: at, told });
    serve(at);
    last = at;
  }
  return outcome;
}

const nextOf = (moments: number[], after: number, until = Number.POSITIVE_INFINITY) =>
  moments.filter((m) => m > after && m <= until).toSorted((a, b) => a - b)[0];

/** As the report of the product measures it. */
function judge(promises: readonly Promised[]) {
  const errors = promises.map(({ told, took }) => Math.abs(took - told)).toSorted((a, b) => a - b);
  const biases = promises.map(({ told, took }) => took - told).toSorted((a, b) => a - b);
  const middle = Math.floor(promises.length / 2);
  return {
    n: promises.length,
    medianTold: promises.map((p) => p.told).toSorted((a, b) => a - b)[middle]! / MINUTE,
    medianError: errors[middle]! / MINUTE,
    medianBias: biases[middle]! / MINUTE,
    kept: promises.filter(({ told, took }) => took - told <= MINUTE).length / promises.length,
  };
}

const days = Array.from({ length: 40 }, (_, i) => i + 1);
const steady: Shift[] = [{ from: 0, agents: 3 }];
const changing: Shift[] = [
  { from: 0, agents: 3 },
  { from: 4 * HOUR, agents: 5 },
  { from: 7 * HOUR, agents: 2 },
];

test.each([
  ['a busy noon', steady, 24],
  ['more than the agents can do', steady, 34],
  ['agents who come and go', changing, 34],
] as const)('promised against real over 40 simulated days: %s', (name, shifts, perHour) => {
  const found = judge(days.flatMap((seed) => simulate(seed, shifts, perHour)));
  if (process.env.FIGURES) console.log(name, found);
  expect(found.n).toBeGreaterThan(1000);
  // Minutes. Told in whole ones, rounded up: half a minute too long is what an honest promise comes to.
  expect(Math.abs(found.medianBias)).toBeLessThan(1.5);
  expect(found.medianError).toBeLessThan(1 + found.medianTold / 4);
  expect(found.kept).toBeGreaterThan(0.6);
});
