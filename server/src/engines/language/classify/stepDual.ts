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
  const logSum = logSumExp(scores, classes);
  let gap = logSum;
  let distance = 0;
  for (let c = 0; c < classes; c++) {
    const dual = duals[at + c]!;
    const left = targets[at + c]! - dual;
    if (left > 1e-12) gap += left * Math.log(left);
    gap -= left * scores[c]!;
    const move = left - Math.exp(scores[c]! - logSum);
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

export function logSumExp(scores: Float64Array, classes: number): number {
  let top = -Infinity;
  for (let c = 0; c < classes; c++) if (scores[c]! > top) top = scores[c]!;
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += Math.exp(scores[c]! - top);
  return top + Math.log(sum);
}
