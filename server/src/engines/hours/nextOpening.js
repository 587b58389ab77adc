import { isOpen, spansOf } from './isOpen.ts';
const DAYS_AHEAD = 366;
/**
 * The first moment from `instant` on at which it is open: `instant` itself where it is open already, else within a
 * year, else undefined.
 *
 * The wall clock enters a span in two ways only: it reaches the span's beginning, or it is set (summer time) into its
 * middle. So the answer is the earliest of those moments at which it really is open.
 */
export function nextOpening(hours, instant) {
    if (isOpen(hours, instant))
        return instant;
    const isAnswer = (moment) => Temporal.Instant.compare(moment, instant) >= 0 && isOpen(hours, moment);
    const set = clockChanges(hours.timeZone, instant).find(isAnswer);
    const reached = firstDayWith(hours, instant, isAnswer);
    return earliest([...reached, ...(set ? [set] : [])]);
}
/**
 * The openings of the first day that has one, and of the day after it: clocks that are set back over midnight let a
 * day's last hour come again after the next day has begun.
 */
function firstDayWith(hours, instant, isAnswer) {
    const today = instant.toZonedDateTimeISO(hours.timeZone).toPlainDate();
    const on = (days) => beginnings(hours, today.add({ days })).filter(isAnswer);
    // From yesterday, which is not over yet when clocks are about to be set back over midnight.
    for (let days = -1; days <= DAYS_AHEAD; days += 1) {
        const found = on(days);
        if (found.length > 0)
            return [...found, ...on(days + 1)];
    }
    return [];
}
/** When the wall clock shows the beginnings of a day's spans: once, twice (clocks set back), or, left out, at the jump. */
function beginnings(hours, date) {
    return spansOf(hours, date)
        .filter(([from, to]) => from < to)
        .flatMap(([from]) => {
        const local = date.toPlainDateTime(from);
        return ['earlier', 'later'].map((disambiguation) => local.toZonedDateTime(hours.timeZone, { disambiguation }).toInstant());
    });
}
/** The moments in the next year at which the clocks are set. */
function clockChanges(timeZone, instant) {
    const end = instant.add({ hours: DAYS_AHEAD * 24 });
    const changes = [];
    let at = instant.toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
    while (at && Temporal.Instant.compare(at.toInstant(), end) <= 0) {
        changes.push(at.toInstant());
        at = at.getTimeZoneTransition('next');
    }
    return changes;
}
function earliest(moments) {
    return moments.toSorted(Temporal.Instant.compare)[0];
}
