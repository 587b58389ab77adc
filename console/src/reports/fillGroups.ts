import type { Kpis, Report, ReportGroup, ReportRow } from '@causerie/protocol';

const none = { count: 0, median: null, mean: null, p90: null };
const nothing: Kpis = {
  started: 0,
  resolved: 0,
  firstResponse: none,
  response: none,
  waiting: none,
  resolution: none,
  ratings: 0,
  rating: null,
  satisfied: null,
};

/** The rows of a report with those times put in at which nothing happened, so that a chart shows the gap. */
export function fillGroups(report: Report, groupBy: ReportGroup): ReportRow[] {
  const wanted = keysOf(report, groupBy);
  if (!wanted) return report.rows;
  const known = new Map(report.rows.map((row) => [row.key, row]));
  return wanted.map((key) => known.get(key) ?? { key, kpis: nothing });
}

function keysOf({ from, to }: Report, groupBy: ReportGroup): string[] | undefined {
  if (groupBy === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour));
  if (groupBy === 'weekday') return Array.from({ length: 7 }, (_, day) => String(day + 1));
  if (groupBy !== 'day') return undefined;
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
