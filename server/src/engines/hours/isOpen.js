const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/**
 * Whether it is open at `instant`: the clock on the wall of the time zone shows a time from a span's beginning up to,
 * not including, its end. So where clocks go back, an hour that comes twice is open twice, and where they go forward,
 * the hour that is left out is not made up for.
 */
export function isOpen(hours, instant) {
    const local = instant.toZonedDateTimeISO(hours.timeZone);
    const minute = local.hour * 60 + local.minute;
    return spansOf(hours, local.toPlainDate()).some(([from, to]) => minuteOf(from) <= minute && minute < minuteOf(to));
}
/** The spans of a day: those of a holiday on it (none: closed), else those of its weekday. */
export function spansOf(hours, date) {
    const name = date.toString();
    const holiday = hours.holidays.find((h) => h.date === name);
    return holiday ? (holiday.spans ?? []) : hours.weekly[weekdays[date.dayOfWeek - 1]];
}
/** `09:30` as minutes since midnight; `24:00` is the end of the day. */
export function minuteOf(time) {
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
