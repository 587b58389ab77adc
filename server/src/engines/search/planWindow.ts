import { dayOf, startOfDay } from './searchMarks.ts';

/**
 * A stretch of time to be searched, `from` included, `to` not; in whole days of UTC at its older end. `isRest`: all that is
 * left, and so few hits in it that they are found faster without looking at days at all.
 */
export type Window = { from: Date; to: Date; firstDay: number; lastDay: number; isRest: boolean };

/** What the last window took and brought, and all so far. */
export type WindowResult = { days: number; ms: number; found: number; daysSoFar: number; foundSoFar: number };

const GROWTH = 4;
/** So many hits are read and sorted in a moment. */
const FEW_HITS = 2000;
/** Through so many uses of the rarest word the index goes in a fraction of a second; half a microsecond each was measured. */
const FEW_USES = 300_000;
/** Nothing found in so many days means at most three in as many, nineteen times of twenty (the rule of three). */
const AT_MOST_MORE = 3;

/**
 * The next window before `to`: as many days as the page is expected to need at first (`last` is that number), then
 * growing fourfold while it is not full, but never further than what the time left is likely to bear, judged by the
 * last one. So a common word ends with the first window, a rare one reaches the beginning of the log in one or two
 * steps, and none sorts a million hits. `uses`: how often the rarest word of the search was used. Where what was found so far says
 * that few hits are left (two words that are frequent, but seldom together), the rest is one window.
 */
export function planWindow(
  to: Date,
  oldest: Date,
  last: WindowResult | number,
  msLeft: number,
  uses: number,
): Window {
  const lastDay = dayOf(new Date(to.getTime() - 1));
  const oldestDay = dayOf(oldest);
  const left = lastDay - oldestDay + 1;
  const isRest =
    uses <= FEW_USES && (typeof last === 'number' ? last >= left : expectHits(last, left) <= FEW_HITS);
  if (isRest) return { from: startOfDay(oldestDay), to, firstDay: oldestDay, lastDay, isRest };
  const days = typeof last === 'number' ? Math.max(1, last) : grow(last, msLeft);
  const firstDay = Math.max(oldestDay, lastDay - days + 1);
  return { from: startOfDay(firstDay), to, firstDay, lastDay, isRest };
}

/** In that many days more, at most, judged by those that were looked at. */
const expectHits = ({ daysSoFar, foundSoFar }: WindowResult, days: number): number =>
  ((foundSoFar + AT_MOST_MORE) / daysSoFar) * days;

function grow({ days, ms }: WindowResult, msLeft: number): number {
  const bearable = ms > 5 ? Math.floor((days * msLeft) / ms) : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(days * GROWTH, bearable));
}
