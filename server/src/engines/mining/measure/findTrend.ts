const week = 7 * 24 * 3600_000;

/** How a group's volume moved from week to week. */
export interface Trend {
  /** Whole weeks from the first turn on, oldest first; the rest at the end that is no whole week is left out. */
  weekly: number[];
  direction: 'rising' | 'falling' | 'steady';
  /** Chance of at least such a slope if nothing had changed, two-sided. */
  pValue: number;
  /** Change a week as a share of the mean. */
  slope: number;
}

/** A rise or fall must be this unlikely to be chance, as many groups are looked at. */
const significance = 0.01;
/** With fewer weeks nothing is claimed. */
const leastWeeks = 4;

/**
 * Score test for a log-linear trend in Poisson counts, the variance taken as large as the counts scatter about a line
 * (quasi-Poisson), so that bursts do not pass for trends.
 */
export function findTrend(times: number[], from: number, to: number): Trend {
  const weeks = Math.min(520, Math.floor((to - from) / week));
  const weekly = Array.from({ length: weeks }, () => 0);
  for (const at of times) {
    const index = Math.floor((at - from) / week);
    if (index >= 0 && index < weeks) weekly[index]!++;
  }
  const mean = weekly.reduce((sum, count) => sum + count, 0) / Math.max(1, weeks);
  if (weeks < leastWeeks || mean === 0) return { weekly, direction: 'steady', pValue: 1, slope: 0 };
  const middle = (weeks - 1) / 2;
  let score = 0;
  let spread = 0;
  weekly.forEach((count, i) => {
    score += (i - middle) * count;
    spread += (i - middle) ** 2;
  });
  const slope = score / spread;
  const scatter =
    weekly.reduce((sum, count, i) => sum + (count - mean - slope * (i - middle)) ** 2, 0) /
    (weeks - 2) /
    mean;
  const statistic = score / Math.sqrt(mean * Math.max(1, scatter) * spread);
  const pValue = 2 * (1 - normalBelow(Math.abs(statistic)));
  const direction = pValue >= significance ? 'steady' : slope > 0 ? 'rising' : 'falling';
  return { weekly, direction, pValue, slope: slope / mean };
}

/** Share of the normal distribution below a value (Abramowitz and Stegun 26.2.17; error below 1e-7). */
function normalBelow(value: number): number {
  const t = 1 / (1 + 0.2316419 * value);
  const tail = ((((1.330274429 * t - 1.821255978) * t + 1.781477937) * t - 0.356563782) * t + 0.31938153) * t;
  return 1 - (tail * Math.exp((-value * value) / 2)) / Math.sqrt(2 * Math.PI);
}
