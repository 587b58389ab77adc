/** Which words stand together, as a sparse square matrix of positive mutual information. */
export interface Company {
  /** Ascending. */
  stems: Int32Array;
  /** Occurrences of each. */
  counts: Float64Array;
  rows: Int32Array;
  columns: Int32Array;
  values: Float64Array;
}

/** Words this far apart still keep company. */
const reach = 6;
/** Rarer words have no company to speak of. */
const leastCount = 3;
const mostWords = 8000;
/** Frequent words are taken for a little rarer as company than they are, or all vectors would be about rare words. */
const smoothing = 0.75;

export function findCompany(messages: number[][]): Company {
  const { stems, counts } = countStems(messages);
  const numbers = new Map([...stems].map((stem, i) => [stem, i]));
  const pairs = countPairs(messages, numbers);
  const sums = new Float64Array(stems.length);
  let total = 0;
  for (const [pair, count] of pairs) {
    sums[Math.floor(pair / stems.length)]! += count;
    total += count;
  }
  const smoothed = sums.map((sum) => sum ** smoothing);
  const smoothedTotal = smoothed.reduce((sum, value) => sum + value, 0) || 1;
  const kept: [number, number, number][] = [];
  for (const [pair, count] of total > 0 ? pairs : []) {
    const row = Math.floor(pair / stems.length);
    const column = pair % stems.length;
    const information = Math.log((count * smoothedTotal) / (sums[row]! * smoothed[column]!));
    if (information > 0) kept.push([row, column, information]);
  }
  return {
    stems,
    counts,
    rows: Int32Array.from(kept, (one) => one[0]),
    columns: Int32Array.from(kept, (one) => one[1]),
    values: Float64Array.from(kept, (one) => one[2]),
  };
}

function countStems(messages: number[][]): { stems: Int32Array; counts: Float64Array } {
  const all = new Map<number, number>();
  for (const stems of messages) for (const stem of stems) all.set(stem, (all.get(stem) ?? 0) + 1);
  const kept = [...all]
    .filter(([, count]) => count >= leastCount)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, mostWords)
    .sort((a, b) => a[0] - b[0]);
  return {
    stems: Int32Array.from(kept, ([stem]) => stem),
    counts: Float64Array.from(kept, ([, count]) => count),
  };
}

function countPairs(messages: number[][], numbers: Map<number, number>): Map<number, number> {
  const pairs = new Map<number, number>();
  const size = numbers.size;
  for (const stems of messages) {
    const words = stems.slice(0, 100).map((stem) => numbers.get(stem) ?? -1);
    for (let i = 0; i < words.length; i++)
      for (let j = Math.max(0, i - reach); j < Math.min(words.length, i + reach + 1); j++) {
        if (i === j || words[i]! < 0 || words[j]! < 0) continue;
        const pair = words[i]! * size + words[j]!;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
  }
  return pairs;
}
