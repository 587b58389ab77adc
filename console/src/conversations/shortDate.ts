import type { Formats } from '../words/formats.ts';

/** The time today, the weekday within a week, else day and month: as short as it stays clear. */
export function shortDate(formats: Formats, at: Date, now: number): string {
  const today = new Date(now);
  if (at.toDateString() === today.toDateString()) return formats.time(at);
  const days = Math.abs(today.getTime() - at.getTime()) / 86_400_000;
  return days < 6.5 ? `${formats.weekday(at).slice(0, 3)} ${formats.time(at)}` : formats.dayMonth(at);
}
