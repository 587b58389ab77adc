import type { OpeningHours } from '@causerie/protocol';
import { isOpen, spansOf } from './isOpen.ts';

/**
 * The first moment from `instant` on at which it is closed, up to `until` (not after it: then `until` itself). The wall clock leaves
 * a span in two ways only: it reaches the span's end, or it is set out of it (summer time).
 */
export function nextClosing(
  hours: OpeningHours,
  instant: Temporal.Instant,
  until: Temporal.Instant,
): Temporal.Instant {
  if (!isOpen(hours, instant)) return instant;
  const isClosing = (moment: Temporal.Instant) =>
    Temporal.Instant.compare(moment, instant) > 0 && !isOpen(hours, moment);
  const set = instant.toZonedDateTimeISO(hours.timeZone).getTimeZoneTransition('next')?.toInstant();
  const jump = set && isClosing(set) ? [set] : [];
  const reached = firstDayWith(hours, instant, until, isClosing);
  return [...reached, ...jump, until].toSorted(Temporal.Instant.compare)[0]!;
}

function firstDayWith(
  hours: OpeningHours,
  instant: Temporal.Instant,
  until: Temporal.Instant,
  isClosing: (moment: Temporal.Instant) => boolean,
): Temporal.Instant[] {
  const day = (moment: Temporal.Instant, days: number) =>
    moment.toZonedDateTimeISO(hours.timeZone).toPlainDate().add({ days });
  const last = day(until, 1);
  // From yesterday, which may not be over yet; one day more than the first found, for clocks that are set back.
  for (
    let date = day(instant, -1);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    const found = endings(hours, date).filter(isClosing);
    if (found.length > 0) return [...found, ...endings(hours, date.add({ days: 1 })).filter(isClosing)];
  }
  return [];
}

/** When the wall clock shows the ends of a day's spans: once, or twice where clocks are set back. */
function endings(hours: OpeningHours, date: Temporal.PlainDate): Temporal.Instant[] {
  return spansOf(hours, date).flatMap(([, to]) => {
    const local = to === '24:00' ? date.add({ days: 1 }).toPlainDateTime('00:00') : date.toPlainDateTime(to);
    return (['earlier', 'later'] as const).map((disambiguation) =>
      local.toZonedDateTime(hours.timeZone, { disambiguation }).toInstant(),
    );
  });
}
