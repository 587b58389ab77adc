import { seededRandom } from '../classify/random.ts';

/** Where dense vectors are measured from, and along which directions: what all texts share says nothing of one. */
export interface Axes {
  /** Dimensions of the vectors as they come. */
  dimensions: number;
  /** How many directions are kept. */
  count: number;
  mean: Float32Array;
  /** count x dimensions, each direction in units of its scale. */
  directions: Int8Array;
  scales: Float32Array;
}

/** More directions than this cost time and tell hardly more. */
const mostAxes = 192;
/** So many vectors show which directions matter. */
const mostRows = 2000;
const rounds = 2;

/**
 * The mean of the vectors (each of length 1) and the directions in which they differ most, by subspace iteration (Halko et
 * al. 2011) that starts from mixtures of the vectors themselves. With fewer vectors than directions their whole span is kept, so
 * that products among them stay what they are.
 */
export function findAxes(vectors: Float32Array[], dimensions: number, seed: number): Axes {
  const mean = new Float32Array(dimensions);
  for (const vector of vectors) for (let d = 0; d < dimensions; d++) mean[d]! += vector[d]! / vectors.length;
  const every = Math.max(1, Math.ceil(vectors.length / mostRows));
  const rows = vectors.filter((_, i) => i % every === 0).map((vector) => centre(vector, mean));
  const count = Math.min(mostAxes, dimensions, rows.length);
  const random = seededRandom(seed);
  let basis = orthonormalise(
    Array.from({ length: count }, (_, axis) => startOf(rows, axis, count, dimensions, random)),
  );
  for (let round = 0; round < (rows.length > count ? rounds : 0); round++)
    basis = orthonormalise(multiply(rows, basis, dimensions));
  return { dimensions, count, mean, ...quantiseRows(basis, dimensions) };
}

/** Where a vector of length 1 lies along the axes; shorter than 1 by what they do not see. */
export function project(vector: Float32Array, axes: Axes): Float32Array {
  const centred = centre(vector, axes.mean);
  const { count, dimensions, directions, scales } = axes;
  const found = new Float32Array(count);
  for (let axis = 0; axis < count; axis++) {
    const base = axis * dimensions;
    let sum = 0;
    for (let d = 0; d < dimensions; d++) sum += centred[d]! * directions[base + d]!;
    found[axis] = sum * scales[axis]!;
  }
  return found;
}

/** One byte for each number, each row in units of its own scale. */
export function quantiseRows(
  rows: Float32Array[],
  width: number,
): { directions: Int8Array; scales: Float32Array } {
  const directions = new Int8Array(rows.length * width);
  const scales = new Float32Array(rows.length);
  rows.forEach((row, i) => {
    let largest = 0;
    for (const value of row) largest = Math.max(largest, Math.abs(value));
    if (largest === 0) return;
    scales[i] = largest / 127;
    for (let d = 0; d < width; d++) directions[i * width + d] = Math.round((row[d]! * 127) / largest);
  });
  return { directions, scales };
}

/** Without what all share, and at length 1 again. */
function centre(vector: Float32Array, mean: Float32Array): Float32Array {
  const centred = new Float32Array(vector.length);
  let squares = 0;
  for (let d = 0; d < vector.length; d++) {
    centred[d] = vector[d]! - mean[d]!;
    squares += centred[d]! * centred[d]!;
  }
  if (squares < 1e-12) return centred.fill(0);
  const scale = 1 / Math.sqrt(squares);
  for (let d = 0; d < vector.length; d++) centred[d]! *= scale;
  return centred;
}

/** A row for each axis, the rest of the rows mixed in with random signs. */
function startOf(
  rows: Float32Array[],
  axis: number,
  count: number,
  dimensions: number,
  random: () => number,
): Float32Array {
  const start = new Float32Array(dimensions);
  for (let i = axis; i < rows.length; i += count) {
    const sign = random() < 0.5 ? -1 : 1;
    for (let d = 0; d < dimensions; d++) start[d]! += sign * rows[i]![d]!;
  }
  return start;
}

/** The rows' matrix of products times the basis. */
function multiply(rows: Float32Array[], basis: Float32Array[], dimensions: number): Float32Array[] {
  const product = basis.map(() => new Float32Array(dimensions));
  for (const row of rows)
    basis.forEach((direction, axis) => {
      const share = dot(row, direction);
      const into = product[axis]!;
      for (let d = 0; d < dimensions; d++) into[d]! += share * row[d]!;
    });
  return product;
}

/** Gram and Schmidt, twice over for the sake of single precision; a direction that the others hold already becomes 0. */
function orthonormalise(basis: Float32Array[]): Float32Array[] {
  basis.forEach((direction, axis) => {
    const before = Math.sqrt(dot(direction, direction));
    for (const _ of [1, 2])
      for (let other = 0; other < axis; other++) {
        const share = dot(direction, basis[other]!);
        if (share !== 0)
          for (let d = 0; d < direction.length; d++) direction[d]! -= share * basis[other]![d]!;
      }
    const length = Math.sqrt(dot(direction, direction));
    const scale = length > before * 1e-4 && length > 1e-12 ? 1 / length : 0;
    for (let d = 0; d < direction.length; d++) direction[d]! *= scale;
  });
  return basis;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
