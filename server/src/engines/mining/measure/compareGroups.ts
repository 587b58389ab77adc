/** How well groups agree with given labels; shares are 0 to 1. */
export interface Agreement {
  messages: number;
  groups: number;
  labels: number;
  /** Each group holds one label only. */
  homogeneity: number;
  /** Each label lies in one group only. */
  completeness: number;
  /** Harmonic mean of the two (Rosenberg and Hirschberg 2007). */
  vMeasure: number;
  /** Over pairs of messages: in the same group, and should be. */
  pairPrecision: number;
  pairRecall: number;
  pairF1: number;
}

/** V-measure and pairwise F1 of groups against labels, both numbered or named. */
export function compareGroups<G, L>(groups: ArrayLike<G>, labels: ArrayLike<L>): Agreement {
  const cells = new Map<G, Map<L, number>>();
  const ofGroup = new Map<G, number>();
  const ofLabel = new Map<L, number>();
  const count = groups.length;
  for (let i = 0; i < count; i++) {
    const row = cells.get(groups[i]!) ?? new Map<L, number>();
    cells.set(groups[i]!, row);
    row.set(labels[i]!, (row.get(labels[i]!) ?? 0) + 1);
    ofGroup.set(groups[i]!, (ofGroup.get(groups[i]!) ?? 0) + 1);
    ofLabel.set(labels[i]!, (ofLabel.get(labels[i]!) ?? 0) + 1);
  }
  const joint = [...cells.values()].flatMap((row) => [...row.values()]);
  const [hJoint, hGroup, hLabel] = [joint, [...ofGroup.values()], [...ofLabel.values()]].map((counts) =>
    entropy(counts, count),
  ) as [number, number, number];
  const homogeneity = hLabel > 0 ? 1 - (hJoint - hGroup) / hLabel : 1;
  const completeness = hGroup > 0 ? 1 - (hJoint - hLabel) / hGroup : 1;
  const right = countPairs(joint);
  const pairPrecision = divide(right, countPairs(ofGroup.values()));
  const pairRecall = divide(right, countPairs(ofLabel.values()));
  return {
    messages: count,
    groups: ofGroup.size,
    labels: ofLabel.size,
    homogeneity,
    completeness,
    vMeasure: harmonic(homogeneity, completeness),
    pairPrecision,
    pairRecall,
    pairF1: harmonic(pairPrecision, pairRecall),
  };
}

function entropy(counts: number[], whole: number): number {
  return counts.reduce((sum, count) => sum - (count / whole) * Math.log(count / whole), 0);
}

function countPairs(counts: Iterable<number>): number {
  let pairs = 0;
  for (const count of counts) pairs += (count * (count - 1)) / 2;
  return pairs;
}

/** Without any pair nothing is wrong. */
function divide(part: number, whole: number): number {
  return whole > 0 ? part / whole : 1;
}

function harmonic(a: number, b: number): number {
  return a + b > 0 ? (2 * a * b) / (a + b) : 0;
}
