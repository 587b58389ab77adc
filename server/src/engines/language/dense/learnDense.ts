import { learn, learnWithoutRows, type Method, mostDense, sharpnessApart } from '../classify/learn.ts';
import type { Lesson, Softmax } from '../classify/trainSoftmax.ts';
import { quantise } from '../model/quantise.ts';
import type { DenseSight, LearntFamily } from './denseFamily.ts';
import { cleanVector, commonDimensions, type Embeddings } from './denseVectors.ts';
import { type Axes, findAxes, project, quantiseRows } from './findAxes.ts';

/** What the dense family is learnt from: every example along the axes. */
export interface DenseLesson {
  axes: Axes;
  /** Undefined for what has no vector. */
  rows: (Float32Array | undefined)[];
  labels: Int32Array;
  classes: number;
  lesson: Lesson;
}

/** With fewer of the texts than this the family would know some FAQs and not others. */
const leastShare = 0.9;
/** As the other families: how long a row is, and what an error costs. */
const length = 1.4;
const method: Method = {
  kind: 'softmax',
  cost: 10,
  passes: 6,
  sharpness: sharpnessApart,
  dualsHaveCost: false,
  sparse: false,
  apart: true,
  shares: { alone: 0, taught: 0 },
};
/** With very many FAQs their mean vectors take the place of weights; a difference of 0.1 in cosine is two points. */
const meanSharpness = 20;
/** To find the nearest so many examples will do, the first of each FAQ. */
const mostKept = 6000;

/** Undefined where too few of the texts have a vector of the same size. `known`: the axes of the model before. */
export function prepareDense(
  texts: string[],
  labels: Int32Array,
  classes: number,
  embeddings: Embeddings,
  seed: number,
  known?: Axes,
): DenseLesson | undefined {
  const dimensions = known?.dimensions ?? commonDimensions(texts, embeddings);
  const vectors = texts.map((text) => cleanVector(embeddings.vectors.get(text), dimensions));
  const usable = vectors.filter((vector) => vector !== undefined);
  if (usable.length === 0 || usable.length < leastShare * texts.length) return undefined;
  const axes = known ?? findAxes(usable, dimensions, seed);
  const rows = vectors.map((vector) => vector && project(vector, axes));
  return { axes, rows, labels, classes, lesson: makeLesson(rows, labels, classes, axes.count) };
}

export function learnDense(dense: DenseLesson, seed: number): Softmax {
  const { lesson, classes } = dense;
  return classes > mostDense ? meansOf(dense) : learn(method, lesson, method.passes, seed);
}

/** From the solution of all rows, without those that are held. */
export function learnDenseWithout(
  dense: DenseLesson,
  model: Softmax,
  held: Int32Array,
  isHeld: Uint8Array,
  passes: number,
  seed: number,
): Softmax {
  const { lesson, classes } = dense;
  if (classes > mostDense) return meansOf(dense, isHeld);
  const costs = lesson.costs.map((cost, row) => (isHeld[row] ? 0 : cost));
  return learnWithoutRows(method, { ...lesson, costs }, passes, seed, model, held);
}

function meansOf(dense: DenseLesson, skipped?: Uint8Array): Softmax {
  return { classes: dense.classes, weights: meanWeights(dense, skipped), duals: [new Float32Array(0)] };
}

/** The family without its calibration. */
export function finishFamily(dense: DenseLesson, model: Softmax, weight: number): LearntFamily {
  const { axes, classes } = dense;
  const kept = keepNearest(dense).map((row) => ({ label: dense.labels[row]!, vector: dense.rows[row]! }));
  const { directions: vectors, scales: vectorScales } = quantiseRows(
    kept.map((one) => one.vector),
    axes.count,
  );
  return {
    axes,
    weight,
    ...quantise(model.weights, axes.count, classes, method.sharpness * length * weight),
    labels: Int32Array.from(kept, (one) => one.label),
    vectors,
    vectorScales,
  };
}

/** How a row that the model has not seen looks to it, at weight 1; rows that are skipped are no neighbours. */
export function sightRow(dense: DenseLesson, model: Softmax, at: number, skipped: Uint8Array): DenseSight {
  const { classes } = dense;
  const row = dense.rows[at]!;
  const scores = new Float64Array(classes);
  row.forEach((value, axis) => {
    const base = axis * classes;
    for (let c = 0; c < classes; c++) scores[c]! += value * model.weights[base + c]!;
  });
  for (let c = 0; c < classes; c++) scores[c]! *= method.sharpness * length;
  const near = new Float32Array(classes).fill(-1);
  for (const other of keepNearest(dense)) {
    if (skipped[other]) continue;
    const vector = dense.rows[other]!;
    let sum = 0;
    for (let axis = 0; axis < vector.length; axis++) sum += vector[axis]! * row[axis]!;
    const label = dense.labels[other]!;
    if (sum > near[label]!) near[label] = sum;
  }
  return { scores, near };
}

/** The examples among which the nearest is looked for, remembered with the lesson. */
function keepNearest(dense: DenseLesson): number[] {
  const known = keptRows.get(dense);
  if (known) return known;
  const most = Math.max(1, Math.floor(mostKept / dense.classes));
  const counts = new Int32Array(dense.classes);
  const kept = [...dense.rows.keys()].filter(
    (row) => dense.rows[row] && ++counts[dense.labels[row]!]! <= most,
  );
  keptRows.set(dense, kept);
  return kept;
}

const keptRows = new WeakMap<DenseLesson, number[]>();

/** Rows as the learner wants them: every entry there; what has no vector is empty and costs nothing. */
function makeLesson(
  rows: (Float32Array | undefined)[],
  labels: Int32Array,
  classes: number,
  width: number,
): Lesson {
  const isMeans = classes > mostDense;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + (row && !isMeans ? width : 0);
  });
  const indices = new Int32Array(starts[rows.length]!);
  const values = new Float32Array(indices.length);
  const targets = new Float32Array(isMeans ? 0 : rows.length * classes);
  rows.forEach((row, i) => {
    if (!isMeans) targets[i * classes + labels[i]!] = 1;
    if (!row || isMeans) return;
    for (let axis = 0; axis < width; axis++) {
      indices[starts[i]! + axis] = axis;
      values[starts[i]! + axis] = length * row[axis]!;
    }
  });
  const all = { count: rows.length, width, starts, indices, values };
  const costs = Float32Array.from(rows, (row) => (row ? method.cost : 0));
  return { rows: all, parts: [all], classes, targets, costs };
}

function meanWeights({ rows, labels, classes, axes }: DenseLesson, skipped?: Uint8Array): Float32Array {
  const weights = new Float32Array(axes.count * classes);
  const counts = new Int32Array(classes);
  const isIn = (row: number) => rows[row] !== undefined && !skipped?.[row];
  for (const row of rows.keys()) if (isIn(row)) counts[labels[row]!]!++;
  for (const at of rows.keys()) {
    if (!isIn(at)) continue;
    const share = meanSharpness / method.sharpness / length / counts[labels[at]!]!;
    rows[at]!.forEach((value, axis) => {
      weights[axis * classes + labels[at]!]! += share * value;
    });
  }
  return weights;
}
