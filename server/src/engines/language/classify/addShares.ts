import type { SparseRows } from '../features/sparse.ts';
import type { Method } from './learn.ts';
import type { Lesson, Softmax } from './trainSoftmax.ts';

/** Where a feature was never seen in an FAQ: so much of what all FAQs have of it on average, and of a constant. */
const smoothing = 0.5;
const constant = 0.02;
/** Classes less likely than this get no part of a row. */
export const leastShare = 0.005;

/**
 * The model with what naive Bayes makes of the examples added to its weights, as far as the method wants that: keeping a margin
 * asks only what tells an FAQ from its neighbours, and lets what else is usual in it go. Rows without cost take no part; columns
 * from `countable` on can not be counted. The duals stay those of the model, which is as it was.
 */
export function addShares(lesson: Lesson, model: Softmax, method: Method, countable: number): Softmax {
  const { alone } = method.shares;
  if (alone === 0) return model;
  const weights = model.weights.slice();
  addLogShares(weights, countExamples(lesson, countable), lesson.classes, alone);
  return { ...model, weights };
}

/** How much of each feature the examples of each class have (features x classes). */
export function countExamples({ rows, classes, costs, targets }: Lesson, countable: number): Float32Array {
  const counts = new Float32Array(countable * classes);
  for (let row = 0; row < rows.count; row++)
    if (costs[row]! > 0)
      for (let c = 0; c < classes; c++) {
        const target = targets[row * classes + c]!;
        if (target > leastShare) countRow(counts, classes, rows, row, countable, c, target);
      }
  return counts;
}

/** Adds a row's features to the counts of one class. */
export function countRow(
  counts: Float32Array,
  classes: number,
  rows: SparseRows,
  row: number,
  countable: number,
  c: number,
  weight: number,
): void {
  for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
    const feature = rows.indices[entry]!;
    if (feature < countable) counts[feature * classes + c]! += rows.values[entry]! * weight;
  }
}

/**
 * Adds the log of each count to the weights, less the feature's mean so that no feature speaks for all. What has no counts
 * at all, as FAQs that are held out, has no part in that mean.
 */
export function addLogShares(
  weights: Float32Array,
  counts: Float32Array,
  classes: number,
  strength: number,
): void {
  const counted = findCounted(counts, classes);
  const logs = new Float64Array(classes);
  for (let base = 0; base < counts.length; base += classes) {
    let total = 0;
    for (let c = 0; c < classes; c++) total += counts[base + c]!;
    if (total === 0) continue;
    const added = smoothing * (total / counted.length + constant);
    logs.fill(Math.log(added));
    for (let c = 0; c < classes; c++)
      if (counts[base + c]! > 0) logs[c] = Math.log(counts[base + c]! + added);
    let mean = 0;
    for (const c of counted) mean += logs[c]! / counted.length;
    for (let c = 0; c < classes; c++) weights[base + c]! += strength * (logs[c]! - mean);
  }
}

/** The classes that have counts. */
function findCounted(counts: Float32Array, classes: number): number[] {
  const sums = new Float64Array(classes);
  for (let base = 0; base < counts.length; base += classes)
    for (let c = 0; c < classes; c++) sums[c]! += counts[base + c]!;
  return [...sums.keys()].filter((c) => sums[c]! > 0);
}
