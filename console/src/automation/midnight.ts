/** When a day (`2026-07-01`), or the one so many after it, begins on the reader's clock. */
export function midnight(day: string, plusDays: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays);
}
