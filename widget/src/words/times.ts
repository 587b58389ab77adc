import type { Speech } from './words.ts';

const DAY = 86_400_000;
const format = (speech: Speech, at: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(speech.language, options).format(at);
/** Midnight of that day on the visitor's clock. */
const dayOf = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
/** Days between two dates on the calendar; rounding absorbs the hour of a clock change. */
const daysBetween = (from: Date, to: Date) => Math.round((dayOf(to) - dayOf(from)) / DAY);

export const sameDay = (a: Date, b: Date) => dayOf(a) === dayOf(b);

/** `9:00 AM`, `09:00`. */
export const formatTime = (speech: Speech, at: Date) =>
  format(speech, at, { hour: 'numeric', minute: '2-digit' });

/** The line between two days: `Today`, `Yesterday`, `Monday 16 November`. */
export function formatDay(speech: Speech, at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days === 0) return speech.words.today;
  if (days === 1) return speech.words.yesterday;
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return format(speech, at, { weekday: 'long', day: 'numeric', month: 'long', year });
}

/** How long ago, as short as a list row wants it: `now`, `5 min. ago`, `yesterday`, `12 Nov`. */
export function formatAgo(speech: Speech, at: Date, now: Date): string {
  const relative = new Intl.RelativeTimeFormat(speech.language, { numeric: 'auto', style: 'short' });
  const minutes = Math.round((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return relative.format(0, 'second');
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 12 * 60) return relative.format(-Math.round(minutes / 60), 'hour');
  const days = daysBetween(at, now);
  if (days < 7) return relative.format(-days, 'day');
  return format(speech, at, { day: 'numeric', month: 'short' });
}

/** When we are back, on the visitor's clock: `tomorrow at 9:00`, `on Monday at 9:00`, `on 2 January at 9:00`. */
export function formatReturn(speech: Speech, at: Date, now: Date): string {
  const { words } = speech;
  const time = formatTime(speech, at);
  const days = daysBetween(now, at);
  if (days === 0) return words.todayAt(time);
  if (days === 1) return words.tomorrowAt(time);
  const day = format(speech, at, days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' });
  return words.dayAt(words.on(day), time);
}

/** `3 min`, `2 hr`, `1 day`: rounded up, a promise had better not be too short. */
export function formatDuration(speech: Speech, seconds: number): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(speech.language, {
      style: 'unit',
      unit: name,
      unitDisplay: name === 'day' ? 'long' : 'short',
    }).format(value);
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 45) return speech.words.aMoment;
  if (minutes < 60) return unit(minutes, 'minute');
  if (minutes < 24 * 60) return unit(Math.ceil(minutes / 60), 'hour');
  return unit(Math.ceil(minutes / 1440), 'day');
}
