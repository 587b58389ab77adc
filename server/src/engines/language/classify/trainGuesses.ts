import type { SparseRows } from '../features/sparse.ts';
import type { Method } from './learn.ts';
import { scoreRivals } from './learnFromHistory.ts';
import { seededRandom, shuffleInPlace } from './random.ts';
import type { Rivals } from './rivals.ts';
import { stepDual } from './stepDual.ts';
import { stepMargin } from './trainMargin.ts';
import { type DualChange, squaredNorms } from './trainSoftmax.ts';

/** Rows that are taken for one of their rivals each. */
export interface Guesses {
  rows: SparseRows;
  parts: SparseRows[];
  rivals: Rivals;
  /** Which of its rivals a row is taken for. */
  chosen: Int32Array;
  /** rows x rivals: 1 for that one. */
  targets: Float32Array;
  /** 0 leaves the row out. */
  costs: Float32Array;
}

/** One pass over the guesses, each against its rivals only. The `duals` (for each part, rows x rivals) and the weights move. */
export function trainGuesses(
  guesses: Guesses,
  method: Method,
  seed: number,
  model: { classes: number; weights: Float32Array; duals: Float32Array[] },
): void {
  const { costs, chosen, rivals } = guesses;
  const { size } = rivals;
  const order = Int32Array.from(costs.keys()).filter((row) => costs[row]! > 0);
  const scores = new Float64Array(size);
  const change = { whole: false, dense: new Float32Array(size), classes: new Int32Array(size), count: 0 };
  const small = { classes: size, targets: guesses.targets, costs };
  guesses.parts.forEach((rows, part) => {
    const duals = model.duals[part]!;
    const norms = squaredNorms(rows);
    // Each part sees the rows in the same order.
    shuffleInPlace(order.sort(), seededRandom(seed));
    for (const row of order) {
      scoreRivals(model.weights, model.classes, rows, row, rivals, scores);
      if (method.kind === 'softmax') stepDual(small, duals, row, norms[row]!, scores, change);
      else stepMargin(duals, row, size, chosen[row]!, norms[row]!, costs[row]!, scores, change);
      if (change.count > 0)
        addToRivals(model, rows, row, rivals, method.dualsHaveCost ? 1 : costs[row]!, change);
    }
  });
}

function addToRivals(
  { weights, classes }: { weights: Float32Array; classes: number },
  rows: SparseRows,
  row: number,
  rivals: Rivals,
  cost: number,
  change: DualChange,
): void {
  const moved = change.classes.subarray(0, change.count).map((k) => rivals.classes[row * rivals.size + k]!);
  const moves = Float32Array.from(moved, (_, i) => change.dense[change.classes[i]!]!);
  for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
    const base = rows.indices[entry]! * classes;
    const value = rows.values[entry]! * cost;
    for (let i = 0; i < moved.length; i++) weights[base + moved[i]!]! += value * moves[i]!;
  }
}
