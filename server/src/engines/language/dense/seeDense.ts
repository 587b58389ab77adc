import { scoreQuantised } from '../model/quantise.ts';
import type { DenseSight, LearntFamily } from './denseFamily.ts';
import { cleanVector } from './denseVectors.ts';
import { project } from './findAxes.ts';

/** How a message looks to the family; undefined where its vector is missing, of another size, or none at all. */
export function seeDense(
  family: LearntFamily,
  classes: number,
  vector: ArrayLike<number> | undefined,
): DenseSight | undefined {
  const clean = cleanVector(vector, family.axes.dimensions);
  if (!clean) return undefined;
  const row = project(clean, family.axes);
  const { count } = family.axes;
  const axes = Int32Array.from(row.keys());
  const scores = scoreQuantised(family.weights, family.scales, classes, axes, row, count);
  const near = new Float32Array(classes).fill(-1);
  for (let i = 0; i < family.labels.length; i++) {
    let sum = 0;
    const base = i * count;
    for (let axis = 0; axis < count; axis++) sum += family.vectors[base + axis]! * row[axis]!;
    sum *= family.vectorScales[i]!;
    if (sum > near[family.labels[i]!]!) near[family.labels[i]!] = sum;
  }
  return { scores, near };
}
