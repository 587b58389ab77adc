/** Adjusted Rand index (Hubert and Arabie 1985) of two divisions of the same points: 0 by chance, 1 when they are equal. */
export function compareByChance(a: Int32Array, b: Int32Array): number {
  const cells = new Map<number, number>();
  const ofA = new Map<number, number>();
  const ofB = new Map<number, number>();
  const count = (counts: Map<number, number>, at: number) => counts.set(at, (counts.get(at) ?? 0) + 1);
  for (let i = 0; i < a.length; i++) {
    count(cells, a[i]! * 0x100000 + b[i]!);
    count(ofA, a[i]!);
    count(ofB, b[i]!);
  }
  const both = countPairs(cells);
  const [pairsA, pairsB] = [countPairs(ofA), countPairs(ofB)];
  const byChance = (pairsA * pairsB) / Math.max(1, (a.length * (a.length - 1)) / 2);
  const most = (pairsA + pairsB) / 2;
  return most - byChance > 1e-9 ? (both - byChance) / (most - byChance) : 0;
}

function countPairs(counts: Map<number, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}
