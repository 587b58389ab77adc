/** What words mean, from the company they keep in the workspace's own messages: one vector for each stem. */
export interface WordVectors {
  dimensions: number;
  /** Stem hashes, ascending as signed numbers. */
  stems: Int32Array;
  /** stems x dimensions, each row in units of its scale, which holds the word's weight, too. */
  vectors: Int8Array;
  scales: Float32Array;
  /** The mean direction of all messages, taken out of each. */
  mean: Float32Array;
}

/**
 * The direction of a message: the sum of its words' vectors, frequent words counting less, without the mean direction;
 * length 1. Undefined where no word is known.
 */
export function findDirection(stems: number[], known: WordVectors): Float32Array | undefined {
  const sum = sumVectors(stems, known);
  if (!sum) return undefined;
  for (let d = 0; d < sum.length; d++) sum[d]! -= known.mean[d]!;
  return normalise(sum) ? sum : undefined;
}

/** The sum of the vectors at length 1, the mean still in it. */
export function sumVectors(stems: number[], known: WordVectors): Float32Array | undefined {
  const { dimensions } = known;
  const sum = new Float32Array(dimensions);
  for (const stem of stems) {
    const word = findStem(known.stems, stem);
    if (word < 0) continue;
    const scale = known.scales[word]!;
    for (let d = 0; d < dimensions; d++) sum[d]! += scale * known.vectors[word * dimensions + d]!;
  }
  return normalise(sum) ? sum : undefined;
}

function findStem(stems: Int32Array, stem: number): number {
  let low = 0;
  let high = stems.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (stems[middle] === stem) return middle;
    if (stems[middle]! < stem) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function normalise(vector: Float32Array): boolean {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares < 1e-12) return false;
  const scale = 1 / Math.sqrt(squares);
  for (let d = 0; d < vector.length; d++) vector[d]! *= scale;
  return true;
}
