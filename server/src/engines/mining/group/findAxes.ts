import { seededRandom } from '../../language/classify/random.ts';
import type { SparseRows } from '../../language/features/sparse.ts';

/** Powers of the iteration: each makes the span of the strongest axes purer. */
const rounds = 3;
/**
 * The strongest axes of sparse rows, features x size, orthonormal: randomised subspace iteration (Halko et al. 2011)
 * over the given rows.
 */
export function findAxes(rows: SparseRows, fitted: Int32Array, size: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  let axes: Float32Array = Float32Array.from(
    { length: rows.width * size },
    () => random() + random() + random() - 1.5,
  );
  orthonormalise(axes, size);
  for (let round = 0; round < rounds; round++) {
    axes = multiplyTwice(rows, fitted, axes, size);
    orthonormalise(axes, size);
  }
  return axes;
}

/** The transposed rows times the rows times the axes. */
function multiplyTwice(rows: SparseRows, fitted: Int32Array, axes: Float32Array, size: number): Float32Array {
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

/** Gram and Schmidt in place. */
function orthonormalise(axes: Float32Array, size: number): void {
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
    const scale = length > 1e-9 ? 1 / length : 0;
    for (let at = 0; at < axes.length; at += size) axes[at + d]! *= scale;
  }
}
