/** `2026-03-01`, `2026-03` or `2026` as the stretch of time it is in that zone; undefined for anything else. */
export function parseDays(text: string, timeZone: string): { from: Date; to: Date } | undefined {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match;
  try {
    const first = Temporal.PlainDate.from(
      { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) },
      { overflow: 'reject' },
    );
    const after = first.add(day ? { days: 1 } : month ? { months: 1 } : { years: 1 });
    const at = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
    return { from: at(first), to: at(after) };
  } catch {
    return undefined;
  }
}
