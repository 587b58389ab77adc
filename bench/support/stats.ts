/** The value below which `share` of the values lie. Sorts in place. */
export function percentile(values: number[] | Float64Array, share: number): number {
  if (values.length === 0) return Number.NaN;
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))]!;
}

export const median = (values: number[]): number => percentile([...values], 0.5);

/** The same object with the median of each number in it. */
export function medians<T extends Record<string, number>>(rounds: T[]): T {
  const names = Object.keys(rounds[0]!);
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((r) => r[name]!))])) as T;
}
