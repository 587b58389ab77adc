import { dayOf, startOfDay } from './searchMarks.ts';

/** A stretch of time to be searched, `from` included, `to` not; in whole days of UTC at its older end. */
export type Window = { from: Date; to: Date; firstDay: number; lastDay: number };

/** What the last window took and brought. */
export type WindowResult = { days: number; ms: number; found: number };

const GROWTH = 4;

/**
 * The next window before `to`: as many days as the page is expected to need at first (`last` is that number), then
 * growing fourfold while it is not full, but never further than what the time left is likely to bear, judged by the
 * last one. So a common word ends with the first window, a rare one reaches the beginning of the log in one or two
 * steps, and none sorts a million hits.
 */
export function planWindow(to: Date, oldest: Date, last: WindowResult | number, msLeft: number): Window {
  const lastDay = dayOf(new Date(to.getTime() - 1));
  const days = typeof last === 'number' ? Math.max(1, last) : grow(last, msLeft);
  const firstDay = Math.max(dayOf(oldest), lastDay - days + 1);
  return { from: startOfDay(firstDay), to, firstDay, lastDay };
}

function grow({ days, ms }: WindowResult, msLeft: number): number {
  const bearable = ms > 5 ? Math.floor((days * msLeft) / ms) : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(days * GROWTH, bearable));
}
