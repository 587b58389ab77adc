import type { SparseRows } from '../features/sparse.ts';
import type { Method } from './learn.ts';
import { logSumExp } from './stepDual.ts';
import { type Lesson, type Softmax, scoreRow } from './trainSoftmax.ts';

/** Past messages without labels, as rows over the same features as the lesson. */
export interface History {
  rows: SparseRows;
  /** As in a lesson. */
  parts: SparseRows[];
  /** Columns from here on are dimensions of meaning, which can not be counted. */
  countable: number;
}

/** A past message counts like so much of an example. */
const historyWeight = 0.3;
/** Where a feature was never seen in an FAQ: so much of what all FAQs have of it on average, and of a constant. */
const smoothing = 0.5;
const constant = 0.02;
/** Classes less likely than this get no part of a past message. */
const leastShare = 0.005;

/**
 * One step of semi-supervised naive Bayes (Nigam et al. 2000) that starts from the better model: past messages are
 * shared out among the FAQs by the model's own probabilities, features are counted by FAQ in examples and past messages,
 * and the log shares of these counts are added to the model's weights. Rows without cost and barred FAQs take no part.
 * The duals stay those of the model.
 */
export function learnFromHistory(
  lesson: Lesson,
  history: History,
  model: Softmax,
  method: Method,
  barred?: Uint8Array,
): Softmax {
  const { classes, rows } = lesson;
  const counts = new Float32Array(history.countable * classes);
  for (let row = 0; row < rows.count; row++)
    if (lesson.costs[row]! > 0)
      countRow(counts, classes, rows, row, history.countable, lesson.targets, row * classes, 1);
  scoreHistory(history, model, method, barred, (row, shares) =>
    countRow(counts, classes, history.rows, row, history.countable, shares, 0, historyWeight),
  );
  return { ...model, weights: addLogShares(model.weights, counts, classes) };
}

/** Goes through the past messages with the probabilities that the model gives the FAQs; the array is used again. */
export function scoreHistory(
  history: History,
  { weights, classes }: Softmax,
  method: Method,
  barred: Uint8Array | undefined,
  see: (row: number, shares: Float32Array) => void,
): void {
  const shares = new Float32Array(classes);
  const scores = new Float64Array(classes);
  for (let row = 0; row < history.rows.count; row++) {
    scoreRow(weights, classes, history.rows, row, scores);
    for (let c = 0; c < classes; c++) scores[c] = barred?.[c] ? -Infinity : scores[c]! * method.sharpness;
    const logSum = logSumExp(scores, classes);
    for (let c = 0; c < classes; c++) shares[c] = Math.exp(scores[c]! - logSum);
    see(row, shares);
  }
}

/** Adds a row's features to the counts of the classes that it is shared out to. */
function countRow(
  counts: Float32Array,
  classes: number,
  rows: SparseRows,
  row: number,
  countable: number,
  shares: Float32Array,
  sharesAt: number,
  weight: number,
): void {
  const members: number[] = [];
  for (let c = 0; c < classes; c++) if (shares[sharesAt + c]! > leastShare) members.push(c);
  for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
    const feature = rows.indices[entry]!;
    if (feature >= countable) continue;
    const value = rows.values[entry]! * weight;
    for (let k = 0; k < members.length; k++)
      counts[feature * classes + members[k]!]! += value * shares[sharesAt + members[k]!]!;
  }
}

/** The weights plus the log of each count, less the feature's mean so that no feature speaks for all. */
function addLogShares(weights: Float32Array, counts: Float32Array, classes: number): Float32Array {
  const sums = weights.slice();
  const logs = new Float64Array(classes);
  for (let base = 0; base < counts.length; base += classes) {
    let total = 0;
    for (let c = 0; c < classes; c++) total += counts[base + c]!;
    if (total === 0) continue;
    const added = smoothing * (total / classes + constant);
    let mean = 0;
    for (let c = 0; c < classes; c++) {
      logs[c] = Math.log(counts[base + c]! + added);
      mean += logs[c]! / classes;
    }
    for (let c = 0; c < classes; c++) sums[base + c]! += logs[c]! - mean;
  }
  return sums;
}
