import { seededRandom } from '../../language/classify/random.ts';
import type { SparseRows } from '../../language/features/sparse.ts';

/** Powers of the iteration: each makes the span of the strongest axes purer. */
const rounds = 3;
/** How far the strongest axes are held back: 0 leaves the lengths as they are, 1 makes all axes equal. */
const whitening = 0.5;

/** The strongest axes of sparse rows: features x size, orthonormal, with what to multiply each coordinate by. */
export interface Axes {
  axes: Float32Array;
  scales: Float64Array;
}

/** Randomised subspace iteration (Halko et al. 2011) over the given rows. */
export function findAxes(rows: SparseRows, fitted: Int32Array, size: number, seed: number): Axes {
  const random = seededRandom(seed);
  let axes = Float32Array.from(
    { length: rows.width * size },
    () => random() + random() + random() - 1.5,
  );
  orthonormalise(axes, size);
  let strengths = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    axes = multiplyTwice(rows, fitted, axes, size);
    strengths = orthonormalise(axes, size);
  }
  // After some rounds the columns come close to the axes themselves, strongest first; strengths are squares of lengths.
  const top = Math.max(1e-12, ...strengths);
  return { axes, scales: strengths.map((one) => Math.max(1e-6, one / top) ** (-whitening / 2)) };
}

/** The transposed rows times the rows times the axes. */
function multiplyTwice(rows: SparseRows, fitted: Int32Array, axes: Float32Array, size: number): Float32Array<ArrayBuffer> {
  const product = new Float32Array(axes.length);
  const sum = new Float64Array(size);
  for (const row of fitted) {
    sum.fill(0);
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
      const from = rows.indices[k]! * size;
      const value = rows.values[k]!;
      for (let d = 0; d < size; d++) sum[d]! += value * axes[from + d]!;
    }
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
      const to = rows.indices[k]! * size;
      const value = rows.values[k]!;
      for (let d = 0; d < size; d++) product[to + d]! += value * sum[d]!;
    }
  }
  return product;
}

/** Gram and Schmidt in place; returns the lengths that the columns had when their turn came. */
function orthonormalise(axes: Float32Array, size: number): Float64Array<ArrayBuffer> {
  const strengths = new Float64Array(size);
  const products = new Float64Array(size);
  for (let d = 0; d < size; d++) {
    products.fill(0);
    for (let at = 0; at < axes.length; at += size) {
      const value = axes[at + d]!;
      for (let before = 0; before < d; before++) products[before]! += value * axes[at + before]!;
    }
    let squares = 0;
    for (let at = 0; at < axes.length; at += size) {
      let value = axes[at + d]!;
      for (let before = 0; before < d; before++) value -= products[before]! * axes[at + before]!;
      axes[at + d] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares);
    strengths[d] = length;
    const scale = length > 1e-9 ? 1 / length : 0;
    for (let at = 0; at < axes.length; at += size) axes[at + d]! *= scale;
  }
  return strengths;
}
