import { seededRandom, shuffleInPlace } from './random.ts';
import { type DualChange, type Lesson, squaredNorms } from './trainSoftmax.ts';
import type { WeightTable } from './weightTable.ts';

/**
 * The multiclass support vector machine of Crammer and Singer, by the sequential dual method of Keerthi et al. (2008).
 * Same lesson, same shape of result as `trainSoftmax`; only the loss differs: the right class must lead every other by
 * 1. Rows that lead by far are looked at in every fourth pass only.
 */
export function trainMargin(
  lesson: Lesson,
  passes: number,
  seed: number,
  table: WeightTable,
  duals: Float32Array,
): void {
  const { rows, classes } = lesson;
  const norms = squaredNorms(rows);
  const labels = labelsOf(lesson);
  const order = Int32Array.from(lesson.costs.keys()).filter((row) => lesson.costs[row]! > 0);
  const random = seededRandom(seed);
  const scores = new Float64Array(classes);
  const change = {
    whole: false,
    dense: new Float32Array(classes),
    classes: new Int32Array(classes),
    count: 0,
  };
  const resting = new Uint8Array(rows.count);
  for (let pass = 0; pass < passes; pass++) {
    shuffleInPlace(order, random);
    for (const row of order) {
      if (resting[row]! > 0) {
        resting[row]!--;
        continue;
      }
      table.score(row, scores);
      const moved = stepMargin(
        duals,
        row,
        classes,
        labels[row]!,
        norms[row]!,
        lesson.costs[row]!,
        scores,
        change,
      );
      if (moved) table.add(row, 1, change);
      else resting[row] = 3;
    }
  }
}

const tolerance = 1e-3;

/** Solves one row's dual exactly among the classes that matter; false where nothing is to be moved. */
export function stepMargin(
  duals: Float32Array,
  row: number,
  classes: number,
  label: number,
  squaredNorm: number,
  cost: number,
  scores: Float64Array,
  change: DualChange,
): boolean {
  const at = row * classes;
  change.count = 0;
  if (squaredNorm <= 0) return false;
  // Gradient: score plus 1 for wrong classes. A class matters where its dual can still fall (or rise, for the label).
  let top = -Infinity;
  let low = Infinity;
  for (let c = 0; c < classes; c++) {
    const gradient = scores[c]! + (c === label ? 0 : 1);
    if (gradient > top) top = gradient;
    if (duals[at + c]! < (c === label ? cost : 0) && gradient < low) low = gradient;
  }
  if (top - low < tolerance) return false;
  solveShares(duals, at, classes, label, squaredNorm, cost, scores, top, change);
  return change.count > 0;
}

function solveShares(
  duals: Float32Array,
  at: number,
  classes: number,
  label: number,
  squaredNorm: number,
  cost: number,
  scores: Float64Array,
  top: number,
  change: DualChange,
): void {
  const reach: number[] = [];
  const members: number[] = [];
  for (let c = 0; c < classes; c++) {
    const dual = duals[at + c]!;
    const gradient = scores[c]! + (c === label ? 0 : 1);
    // A class with no dual that lies far below the best can not become a rival in this step.
    if (c !== label && dual === 0 && gradient < top - squaredNorm * cost) continue;
    members.push(c);
    reach.push(gradient - squaredNorm * dual + (c === label ? squaredNorm * cost : 0));
  }
  const sorted = [...reach].sort((a, b) => b - a);
  let beta = sorted[0]! - squaredNorm * cost;
  let used = 1;
  for (; used < sorted.length && beta < used * sorted[used]!; used++) beta += sorted[used]!;
  beta /= used;
  for (let k = 0; k < members.length; k++) {
    const c = members[k]!;
    const limit = c === label ? cost : 0;
    const gradient = scores[c]! + (c === label ? 0 : 1);
    const next = Math.min(limit, (beta - gradient + squaredNorm * duals[at + c]!) / squaredNorm);
    const move = next - duals[at + c]!;
    if (move < 1e-7 && move > -1e-7) continue;
    duals[at + c] = next;
    change.dense[c] = move;
    change.classes[change.count++] = c;
  }
}

function labelsOf(lesson: Lesson): Int32Array {
  const { classes, targets } = lesson;
  return Int32Array.from(lesson.costs, (_, row) => {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if (targets[row * classes + c]! > targets[row * classes + best]!) best = c;
    return best;
  });
}
