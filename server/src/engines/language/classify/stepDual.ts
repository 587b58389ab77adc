import type { DualChange, Lesson } from './trainSoftmax.ts';

/** Changes below this are left for a later pass: most classes of most rows never matter. */
const negligible = 2e-5;

/**
 * Moves one row's dual towards (wanted - predicted) by the step that the duality gap allows, and says by how much.
 * The loss is the cross entropy; it is 1/2-smooth, so its conjugate is 2-strongly convex (`strength`).
 */
export function stepDual(
  lesson: Pick<Lesson, 'classes' | 'targets' | 'costs'>,
  duals: Float32Array,
  row: number,
  squaredNorm: number,
  scores: Float64Array,
  change: DualChange,
): void {
  const { classes, targets } = lesson;
  const at = row * classes;
  let top = -Infinity;
  for (let c = 0; c < classes; c++) if (scores[c]! > top) top = scores[c]!;
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    change.dense[c] = Math.exp(scores[c]! - top);
    sum += change.dense[c]!;
  }
  let gap = top + Math.log(sum);
  let distance = 0;
  for (let c = 0; c < classes; c++) {
    const dual = duals[at + c]!;
    const left = targets[at + c]! - dual;
    if (left > 1e-12) gap += left * roughLog(left);
    gap -= left * scores[c]!;
    const move = left - change.dense[c]! / sum;
    change.dense[c] = move;
    distance += move * move;
  }
  change.count = 0;
  if (distance < 1e-8) return;
  const strength = 2;
  const curvature = lesson.costs[row]! * squaredNorm;
  const step = Math.min(1, (gap + (strength / 2) * distance) / (distance * (strength + curvature)));
  for (let c = 0; c < classes; c++) {
    const move = change.dense[c]! * step;
    if (move < negligible && move > -negligible) {
      change.dense[c] = 0;
      continue;
    }
    duals[at + c]! += move;
    change.dense[c] = move;
    change.classes[change.count++] = c;
  }
}

const rough = new Float32Array(1);
const roughBits = new Int32Array(rough.buffer);

/** The logarithm of a positive number to four digits, by its exponent and a polynomial for the rest: several times as fast. */
function roughLog(value: number): number {
  rough[0] = value;
  const bits = roughBits[0]!;
  const rest = (bits & 0x7fffff) / 0x800000;
  const bend = 0.43838 + rest * (-0.2375 + rest * 0.08065);
  return Math.LN2 * ((bits >> 23) - 127 + rest + rest * (1 - rest) * bend);
}

export function logSumExp(scores: Float64Array, classes: number): number {
  let top = -Infinity;
  for (let c = 0; c < classes; c++) if (scores[c]! > top) top = scores[c]!;
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += Math.exp(scores[c]! - top);
  return top + Math.log(sum);
}
