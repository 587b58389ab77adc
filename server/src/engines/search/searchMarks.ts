/**
 * Marks by which the index narrows: no word begins with `=`. Ids are shortened to their random part; that two could
 * meet costs time, not truth, because the columns are compared as well. Days are of UTC, counted from 1970.
 */
export const searchMarks = {
  workspace: (id: string) => `=${short(id)}`,
  day: (workspaceId: string, day: number) => `=${short(workspaceId)}d${day}`,
  /** Thirty-two days. */
  span: (workspaceId: string, span: number) => `=${short(workspaceId)}s${span}`,
  author: (id: string) => `=a${short(id)}`,
  authorKind: (kind: string) => `=k${kind}`,
  file: '=f',
  note: '=n',
} as const;

export const DAYS_PER_SPAN = 32;
const DAY_MS = 86_400_000;

export const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
export const spanOf = (day: number): number => Math.floor(day / DAYS_PER_SPAN);
export const startOfDay = (day: number): Date => new Date(day * DAY_MS);

/** Marks of which every moment from the day `first` to the day `last` has one; few, so that the query stays short. */
export function marksOfDays(workspaceId: string, first: number, last: number): string[] {
  if (last - first < DAYS_PER_SPAN) {
    return range(first, last).map((day) => searchMarks.day(workspaceId, day));
  }
  return range(spanOf(first), spanOf(last)).map((span) => searchMarks.span(workspaceId, span));
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** The random end of a UUID. */
const short = (id: string): string => id.slice(-12);
