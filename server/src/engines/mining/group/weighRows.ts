import type { Features } from '../../language/features/extractFeatures.ts';
import type { SparseRows } from '../../language/features/sparse.ts';

/** Length of each family's part of a row. */
const familyLengths = { words: 1, letters: 0.8 };
/** At most so many features are kept, the most frequent first. */
const mostFeatures = 40_000;

/** Messages as TF-IDF rows; each family of features is scaled by itself. Features of a single message are left out. */
export function weighRows(messages: Features[]): SparseRows {
  const numbers = numberFeatures(messages);
  const rows = messages.map((message) => [
    ...weighFamily(message.words, numbers, familyLengths.words),
    ...weighFamily(message.letters, numbers, familyLengths.letters),
  ]);
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.length;
  });
  const indices = new Int32Array(starts[rows.length]!);
  const values = new Float32Array(indices.length);
  rows.forEach((row, i) => {
    row.forEach(([feature, value], k) => {
      indices[starts[i]! + k] = feature;
      values[starts[i]! + k] = value;
    });
  });
  return { count: rows.length, width: numbers.size, starts, indices, values };
}

interface Numbered {
  number: number;
  weight: number;
}

function numberFeatures(messages: Features[]): Map<number, Numbered> {
  const counts = new Map<number, number>();
  for (const message of messages) {
    for (const hash of new Set(message.words)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    for (const hash of new Set(message.letters)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const kept = [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, mostFeatures);
  return new Map(
    kept.map(([hash, count], number) => [
      hash,
      { number, weight: Math.log((1 + messages.length) / (0.5 + count)) },
    ]),
  );
}

function weighFamily(hashes: number[], numbers: Map<number, Numbered>, length: number): [number, number][] {
  const counts = new Map<number, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const row: [number, number][] = [];
  let squares = 0;
  for (const [hash, count] of [...counts].sort((a, b) => a[0] - b[0])) {
    const known = numbers.get(hash);
    if (!known) continue;
    const value = (1 + Math.log(count)) * known.weight;
    row.push([known.number, value]);
    squares += value * value;
  }
  const scale = squares > 0 ? length / Math.sqrt(squares) : 0;
  for (const entry of row) entry[1] *= scale;
  return row;
}
