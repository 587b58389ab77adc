/** From, to; both inclusive. */
export interface Interval {
  low: number;
  high: number;
}

/** Normal quantile of a two-sided interval that holds in 95 cases of 100. */
const z = 1.959964;

/** The share that lies behind `hits` of `of` (Wilson 1927), in 95 cases of 100; 0 to 1 where nothing was seen. */
export function wilsonInterval(hits: number, of: number): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  // Rounding must not push the share itself out.
  return {
    low: Math.max(0, Math.min(share, middle - half)),
    high: Math.min(1, Math.max(share, middle + half)),
  };
}
