import type { OpeningHours, SlaState, SlaTarget } from '@causerie/protocol';
import { addOpenTime, openTimeBetween } from '../hours/openTime.ts';
import { type Clock, type ClockLog, keptOf, type LogMoment, readClocks } from './readClocks.ts';

export type Promises = {
  /** Milliseconds; a target without a promise is not in it. */
  budgets: Partial<Record<SlaTarget, number>>;
  /** The hours in which the clocks run; null: around the clock. */
  hours: OpeningHours | null;
  pauseWaiting: boolean;
  pauseSnoozed: boolean;
};

/** Something that must be told: that a clock has come so far. The same news has the same target, `since` and kind. */
export type SlaNews = { kind: 'warned' | 'breached'; target: SlaTarget; since: number; dueAt: number };

export type SlaVerdict = {
  states: SlaState[];
  /** When the first of the running ones is due. */
  dueAt: number | undefined;
  /** All that has happened up to now, told or not. */
  news: SlaNews[];
  /** When there will be news next, if nothing happens before. */
  nextNewsAt: number | undefined;
  /** Where a later judgement, of what comes after this log, can go on. All news up to here must have been told by then. */
  reached: ClockLog;
};

/** Of the time, what must be gone for a warning. */
const WARN_SHARE = 0.75;
const targets: SlaTarget[] = ['first_response', 'next_response', 'resolution'];

/**
 * How a conversation stands to its promises at the moment `now`. From its log alone: the same again, whenever it is asked. With
 * `from`, where an earlier judgement by the same rules ended, `log` is only what came since.
 */
export function judgeSla(
  log: readonly LogMoment[],
  promises: Promises,
  now: number,
  from?: ClockLog,
): SlaVerdict {
  const reached = readClocks(log, promises, from);
  const judged = reached.clocks.flatMap((clock) => {
    const budget = promises.budgets[clock.target];
    return budget === undefined ? [] : [judgeClock(clock, budget, promises.hours, now)];
  });
  const newest = targets.flatMap((target) => judged.findLast((j) => j.state.target === target) ?? []);
  const moments = judged.filter((j) => j.state.state === 'running').flatMap((j) => [j.warnAt, j.dueAt]);
  return {
    states: newest.map((j) => j.state),
    dueAt: least(newest.filter((j) => j.state.state === 'running').map((j) => j.dueAt)),
    news: judged.flatMap((j) => j.news),
    nextNewsAt: least(moments.filter((at) => at !== undefined && at > now)),
    reached: keptOf(reached),
  };
}

type Judged = {
  state: SlaState;
  news: SlaNews[];
  warnAt: number | undefined;
  dueAt: number | undefined;
};

function judgeClock(clock: Clock, budget: number, hours: OpeningHours | null, now: number): Judged {
  const { target, since } = clock;
  const dueAt = reachedAt(clock, budget, hours);
  const warnAt = reachedAt(clock, budget * WARN_SHARE, hours);
  const isOver = (at: number | undefined): at is number =>
    at !== undefined && at <= Math.min(now, clock.endedAt ?? now);
  const breached = isOver(dueAt) && (clock.endedAt === null || dueAt < clock.endedAt);
  const news: SlaNews[] = [];
  if (breached) news.push({ kind: 'breached', target, since, dueAt });
  else if (isOver(warnAt) && clock.endedAt === null && dueAt !== undefined)
    news.push({ kind: 'warned', target, since, dueAt });
  return {
    state: { target, state: stateOf(clock, breached), dueAt: iso(dueAt), warnAt: iso(warnAt) },
    news,
    warnAt,
    dueAt,
  };
}

function stateOf(clock: Clock, breached: boolean): SlaState['state'] {
  if (clock.endedAt !== null) return breached ? 'missed' : 'met';
  const running = clock.spans.at(-1)?.[1] === null && clock.spans.length > 0;
  // What is late stays late, whoever's turn it is.
  return running || breached ? 'running' : 'paused';
}

/** When the clock has run for `time`, reached or foretold; undefined where it stands still before. */
function reachedAt(clock: Clock, time: number, hours: OpeningHours | null): number | undefined {
  let left = time;
  for (const [from, to] of clock.spans) {
    if (to === null) return addOpenTime(hours, from, left);
    const ran = openTimeBetween(hours, from, to);
    if (ran >= left) return addOpenTime(hours, from, left);
    left -= ran;
  }
  // It ended before, or it is paused: what would have been due then can only be said of one that is over.
  return clock.endedAt === null ? undefined : addOpenTime(hours, clock.endedAt, left);
}

const iso = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

function least(moments: (number | undefined)[]): number | undefined {
  const known = moments.filter((at) => at !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
