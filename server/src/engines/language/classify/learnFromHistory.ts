import type { SparseRows } from '../features/sparse.ts';
import { addLogShares, countExamples, countRow, leastShare } from './addShares.ts';
import type { Method } from './learn.ts';
import { type Rivals, takeTop } from './rivals.ts';
import { logSumExp } from './stepDual.ts';
import type { Lesson, Softmax } from './trainSoftmax.ts';
import { WeightTable } from './weightTable.ts';

/** Past messages without labels, as rows over the same features as the lesson. */
export interface History {
  rows: SparseRows;
  /** As in a lesson. */
  parts: SparseRows[];
  /** Columns from here on are dimensions of meaning, which can not be counted. */
  countable: number;
  /** The FAQs that each could be taken for, likeliest first: the others are left out, which saves most of the work. */
  rivals: Rivals;
  /** A past message counts like so much of an example, and costs as much of one where it is taken for one. */
  weight: number;
}

const mostRivals = 10;

/** Past messages with the FAQs that the model finds likeliest for each. */
export function makeHistory(
  rows: SparseRows,
  parts: SparseRows[],
  countable: number,
  weight: number,
  { weights, classes }: Softmax,
): History {
  const rivals = { size: Math.min(mostRivals, classes), classes: new Int32Array(0) };
  rivals.classes = new Int32Array(rows.count * rivals.size);
  const scores = new Float64Array(classes);
  const table = new WeightTable(rows, classes, weights);
  for (let row = 0; row < rows.count; row++) {
    table.score(row, scores);
    takeTop(scores, rivals.size, rivals.classes, row * rivals.size);
  }
  table.close();
  return { rows, parts, countable, rivals, weight };
}

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
  const { classes } = lesson;
  const { countable, rivals } = history;
  const counts = countExamples(lesson, countable);
  scoreHistory(history, model, method, barred, (row, shares) => {
    for (let k = 0; k < rivals.size; k++)
      if (shares[k]! > leastShare) {
        const c = rivals.classes[row * rivals.size + k]!;
        countRow(counts, classes, history.rows, row, countable, c, history.weight * shares[k]!);
      }
  });
  const weights = model.weights.slice();
  addLogShares(weights, counts, classes, method.shares.taught);
  return { ...model, weights };
}

/** Goes through the past messages with the probabilities that the model gives their rivals; the array is used again. */
export function scoreHistory(
  history: History,
  { weights, classes }: Softmax,
  method: Method,
  barred: Uint8Array | undefined,
  see: (row: number, shares: Float32Array) => void,
): void {
  const { size, classes: rivals } = history.rivals;
  const shares = new Float32Array(size);
  const scores = new Float64Array(size);
  for (let row = 0; row < history.rows.count; row++) {
    scoreRivals(weights, classes, history.rows, row, history.rivals, scores);
    let open = 0;
    for (let k = 0; k < size; k++) {
      const isOut = barred?.[rivals[row * size + k]!];
      if (!isOut) open++;
      scores[k] = isOut ? -Infinity : scores[k]! * method.sharpness;
    }
    if (open === 0) continue;
    const logSum = logSumExp(scores, size);
    for (let k = 0; k < size; k++) shares[k] = Math.exp(scores[k]! - logSum);
    see(row, shares);
  }
}

/** Adds up the weights of a row's features into `scores`, one for each of the row's rivals. */
export function scoreRivals(
  weights: Float32Array,
  classes: number,
  rows: SparseRows,
  row: number,
  { size, classes: rivals }: Rivals,
  scores: Float64Array,
): void {
  scores.fill(0);
  const { indices, values } = rows;
  const own = rivals.subarray(row * size, row * size + size);
  const end = rows.starts[row + 1]!;
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
    for (let k = 0; k < size; k++) {
      const rival = own[k]!;
      scores[k]! +=
        va * weights[a + rival]! +
        vb * weights[b + rival]! +
        vc * weights[c + rival]! +
        vd * weights[d + rival]!;
    }
  }
  for (; entry < end; entry++) {
    const base = indices[entry]! * classes;
    for (let k = 0; k < size; k++) scores[k]! += values[entry]! * weights[base + own[k]!]!;
  }
}
