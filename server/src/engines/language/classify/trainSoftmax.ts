import type { SparseRows } from '../features/sparse.ts';
import { seededRandom, shuffleInPlace } from './random.ts';
import { stepDual } from './stepDual.ts';
import type { WeightTable } from './weightTable.ts';

/** What is learnt from: rows, the wanted distribution of each over the classes, and how much each error costs. */
export interface Lesson {
  rows: SparseRows;
  /** The columns of `rows` that are learnt together, each part by itself; the scores of a row add up. */
  parts: SparseRows[];
  classes: number;
  /** rows x classes; each row sums to 1. Empty where the method is sparse. */
  targets: Float32Array;
  /** LIBLINEAR's C per row; 0 leaves the row out. */
  costs: Float32Array;
}

/** Weights of a multinomial logistic regression, and the duals that made them. */
export interface Softmax {
  classes: number;
  /** features x classes, the row of a feature contiguous. */
  weights: Float32Array;
  /** For each part, rows x classes: wanted minus predicted, as the optimum has it. */
  duals: Float32Array[];
}

/**
 * Multinomial logistic regression by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang 2013). Each row keeps
 * a dual (at the optimum: wanted minus predicted distribution); the weights are always the sum over rows of cost times
 * dual times row. So a solution of nearly the same problem is a good start. A handful of passes suffices.
 */
export function trainSoftmax(
  lesson: Lesson,
  passes: number,
  seed: number,
  table: WeightTable,
  duals: Float32Array,
): void {
  const { rows, classes } = lesson;
  const norms = squaredNorms(rows);
  const order = Int32Array.from(lesson.costs.keys()).filter((row) => lesson.costs[row]! > 0);
  const random = seededRandom(seed);
  const scores = new Float64Array(classes);
  const change = {
    whole: true,
    dense: new Float32Array(classes),
    classes: new Int32Array(classes),
    count: 0,
  };
  for (let pass = 0; pass < passes; pass++) {
    shuffleInPlace(order, random);
    for (const row of order) {
      table.score(row, scores);
      stepDual(lesson, duals, row, norms[row]!, scores, change);
      table.add(row, lesson.costs[row]!, change);
    }
  }
}

/** The change of one row's dual: per class in `dense`; the first `count` of `classes` are those that move. */
export interface DualChange {
  /** `dense` is 0 wherever `classes` does not name it, so that it may be added as a whole. */
  whole: boolean;
  dense: Float32Array;
  classes: Int32Array;
  count: number;
}

/** Adds up the weights of a row's features into `scores`, one per class. */
export function scoreRow(
  weights: Float32Array,
  classes: number,
  rows: SparseRows,
  row: number,
  scores: Float64Array,
): void {
  scores.fill(0);
  const end = rows.starts[row + 1]!;
  const { indices, values } = rows;
  let entry = rows.starts[row]!;
  // Four features at a time: each score is loaded and stored once for four products.
  for (; entry + 4 <= end; entry += 4) {
    const a = indices[entry]! * classes;
    const b = indices[entry + 1]! * classes;
    const c = indices[entry + 2]! * classes;
    const d = indices[entry + 3]! * classes;
    const va = values[entry]!;
    const vb = values[entry + 1]!;
    const vc = values[entry + 2]!;
    const vd = values[entry + 3]!;
    for (let k = 0; k < classes; k++)
      scores[k]! += va * weights[a + k]! + vb * weights[b + k]! + vc * weights[c + k]! + vd * weights[d + k]!;
  }
  for (; entry < end; entry++) {
    const base = indices[entry]! * classes;
    const value = values[entry]!;
    for (let k = 0; k < classes; k++) scores[k]! += value * weights[base + k]!;
  }
}

export function squaredNorms(rows: SparseRows): Float64Array {
  const norms = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++)
    for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++)
      norms[row]! += rows.values[entry]! ** 2;
  return norms;
}
