import type { Points } from './embedMessages.ts';

/** Groups joined two by two until one is left. */
export interface Merges {
  /** How many groups there were at first. */
  from: number;
  /** In order: the second of each pair was joined to the first. */
  pairs: [number, number][];
}

/**
 * Joins the two groups whose members are on average most alike (average linkage over cosines), again and again. Unlike
 * the distance between centres, this neither lets one group swallow all others nor makes all of one size.
 */
export function planMerges(points: Points, labels: Int32Array, groups: number): Merges {
  const { sums, sizes } = sumGroups(points, labels, groups);
  const likeness = (a: number, b: number) => {
    let product = 0;
    for (let d = 0; d < points.dimensions; d++)
      product += sums[a * points.dimensions + d]! * sums[b * points.dimensions + d]!;
    return product / (sizes[a]! * sizes[b]!);
  };
  const table = new Float64Array(groups * groups);
  for (let a = 0; a < groups; a++)
    for (let b = 0; b < a; b++) table[a * groups + b] = table[b * groups + a] = likeness(a, b);
  const alive = Array.from({ length: groups }, (_, i) => i);
  const nearest = Int32Array.from(alive, (a) => findNearest(table, groups, a, alive));
  const pairs: [number, number][] = [];
  while (alive.length > 1) {
    let kept = alive[0]!;
    for (const a of alive)
      if (table[a * groups + nearest[a]!]! > table[kept * groups + nearest[kept]!]!) kept = a;
    const gone = nearest[kept]!;
    pairs.push([kept, gone]);
    alive.splice(alive.indexOf(gone), 1);
    for (const other of alive) {
      if (other === kept) continue;
      const joined =
        (sizes[kept]! * table[kept * groups + other]! + sizes[gone]! * table[gone * groups + other]!) /
        (sizes[kept]! + sizes[gone]!);
      table[kept * groups + other] = table[other * groups + kept] = joined;
    }
    sizes[kept]! += sizes[gone]!;
    for (const a of alive)
      if (a === kept || nearest[a] === gone || nearest[a] === kept)
        nearest[a] = findNearest(table, groups, a, alive);
  }
  return { from: groups, pairs };
}

/** The groups at the point where so many were left. */
export function cutMerges(merges: Merges, labels: Int32Array, groups: number): Int32Array {
  const parents = Int32Array.from({ length: merges.from }, (_, i) => i);
  for (const [kept, gone] of merges.pairs.slice(0, Math.max(0, merges.from - groups))) {
    for (let i = 0; i < parents.length; i++) if (parents[i] === gone) parents[i] = kept;
  }
  const numbers = new Map<number, number>();
  for (const parent of parents) if (!numbers.has(parent)) numbers.set(parent, numbers.size);
  return labels.map((label) => numbers.get(parents[label]!)!);
}

function findNearest(table: Float64Array, groups: number, a: number, alive: number[]): number {
  let best = a;
  let most = Number.NEGATIVE_INFINITY;
  for (const b of alive) {
    if (b === a || table[a * groups + b]! <= most) continue;
    most = table[a * groups + b]!;
    best = b;
  }
  return best;
}

function sumGroups(points: Points, labels: Int32Array, groups: number) {
  const sums = new Float64Array(groups * points.dimensions);
  const sizes = new Float64Array(groups);
  labels.forEach((label, i) => {
    sizes[label]!++;
    for (let d = 0; d < points.dimensions; d++)
      sums[label * points.dimensions + d]! += points.values[i * points.dimensions + d]!;
  });
  return { sums, sizes };
}
