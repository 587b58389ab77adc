/** One judged message: the probability given to the best FAQ, whether it was right, and how much it counts. */
export interface Point {
  probability: number;
  right: boolean;
  weight: number;
}

/** Standard deviations below the estimate. */
const caution = 0.3;
/**
 * The probabilities are believed like so many messages more, or a few dozen examples could not prove anything. Where 98 was
 * promised, own draws came out at 97.6 to 100 with these three.
 */
const believed = 150;
/** How much what happened counts, beside what was expected. */
const observed = 0.35;
/** Fewer messages than this prove nothing. */
const leastPoints = 15;

/**
 * The least probability above which at least `promise` of the answers are right, by the lower bound of Wilson's
 * interval rather than the raw share, which would overshoot: the best of many thresholds looks better than it is.
 * 1.01 where no threshold keeps the promise.
 */
export function pickThreshold(points: Point[], promise: number): number {
  const sorted = [...points].sort((a, b) => b.probability - a.probability);
  let threshold = 1.01;
  let right = 0;
  let all = 0;
  for (let i = 0; i < sorted.length; i++) {
    const { probability, weight } = sorted[i]!;
    all += weight;
    // What happened, smoothed by what was expected: a few errors among a few hundred would else move the threshold far.
    right += weight * (observed * Number(sorted[i]!.right) + (1 - observed) * probability);
    const isLastOfEqual = sorted[i + 1]?.probability !== probability;
    if (isLastOfEqual && i + 1 >= leastPoints && lowerBound(right, all) >= promise) threshold = probability;
  }
  return threshold;
}

function lowerBound(right: number, all: number): number {
  return wilsonLowerBound((right / all) * (all + believed), all + believed, caution);
}

/** Lower bound of Wilson's score interval for a share, `deviations` standard deviations wide. */
export function wilsonLowerBound(right: number, all: number, deviations: number): number {
  if (all <= 0) return 0;
  const share = right / all;
  const square = deviations * deviations;
  const centre = share + square / (2 * all);
  const spread = deviations * Math.sqrt((share * (1 - share)) / all + square / (4 * all * all));
  return (centre - spread) / (1 + square / all);
}
