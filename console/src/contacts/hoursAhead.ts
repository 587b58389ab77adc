/** How many hours a zone's wall clock is ahead of ours at a moment (half hours exist). Undefined for an unknown zone. */
export function hoursAhead(timeZone: string, at: number, here?: string): number | undefined {
  try {
    return (wallClock(at, timeZone) - wallClock(at, here)) / 3_600_000;
  } catch {
    return undefined;
  }
}

/** The wall clock's reading as if it were UTC, to the minute. */
function wallClock(at: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'));
}
