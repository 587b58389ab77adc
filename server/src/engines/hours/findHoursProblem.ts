import type { OpeningHours } from '@causerie/protocol';
import { minuteOf, type Span } from './isOpen.ts';

/** What is wrong with opening hours, and where as a JSON pointer into them. */
export type HoursProblem = { field: string; message: string };

/**
 * The first thing that makes opening hours of the right shape senseless: a time zone nobody knows, spans that end
 * before they begin, overlap or are out of order, a date that is in no calendar, a day named twice.
 */
export function findHoursProblem(hours: OpeningHours): HoursProblem | undefined {
  if (!isTimeZone(hours.timeZone)) {
    return {
      field: '/timeZone',
      message: 'There is no time zone of that name. Use an IANA name like Europe/Paris.',
    };
  }
  for (const [day, spans] of Object.entries(hours.weekly)) {
    const problem = findSpanProblem(spans, `/weekly/${day}`);
    if (problem) return problem;
  }
  return findHolidayProblem(hours.holidays);
}

/** Names only: an offset like `+02:00` knows no summer time and is refused. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function findSpanProblem(spans: readonly Span[], field: string): HoursProblem | undefined {
  for (const [i, [from, to]] of spans.entries()) {
    if (minuteOf(from) >= minuteOf(to)) {
      return {
        field: `${field}/${i}`,
        message: 'A span must end after it begins. Split one that passes midnight.',
      };
    }
    const before = spans[i - 1];
    if (before && minuteOf(before[1]) > minuteOf(from)) {
      return { field: `${field}/${i}`, message: 'Spans must follow each other without overlapping.' };
    }
  }
  return undefined;
}

function findHolidayProblem(holidays: OpeningHours['holidays']): HoursProblem | undefined {
  const seen = new Set<string>();
  for (const [i, holiday] of holidays.entries()) {
    const field = `/holidays/${i}`;
    if (!isDate(holiday.date)) return { field: `${field}/date`, message: 'There is no such date.' };
    if (seen.has(holiday.date)) return { field: `${field}/date`, message: 'This date is in the list twice.' };
    seen.add(holiday.date);
    const problem = findSpanProblem(holiday.spans ?? [], `${field}/spans`);
    if (problem) return problem;
  }
  return undefined;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
