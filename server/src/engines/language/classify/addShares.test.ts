import { describe, expect, it } from 'vitest';
import type { SparseRows } from '../features/sparse.ts';
import { addLogShares, addShares } from './addShares.ts';
import { chooseMethod, learn } from './learn.ts';
import { seededRandom } from './random.ts';

const classes = 4;
const perClass = 25;
const random = seededRandom(7);
/** Feature c tells class c by itself, `classes` + c is in three of four rows of class c and nowhere else. */
const features = Array.from({ length: classes * perClass }, (_, row) => {
  const label = Math.floor(row / perClass);
  return random() < 0.75 ? [label, classes + label] : [label];
});
const rows: SparseRows = {
  count: features.length,
  width: 2 * classes,
  starts: Int32Array.from([0, ...features].map((_, i) => features.slice(0, i).flat().length)),
  indices: Int32Array.from(features.flat()),
  values: new Float32Array(features.flat().length).fill(1),
};
const lesson = {
  rows,
  parts: [rows],
  classes,
  targets: Float32Array.from({ length: rows.count * classes }, (_, i) =>
    Number(Math.floor(Math.floor(i / classes) / perClass) === i % classes),
  ),
  costs: new Float32Array(rows.count).fill(0.5),
};
const many = chooseMethod(rows.count, classes, false);
const model = learn(many, lesson, many.passes, 1);

describe('shares of naive Bayes', () => {
  it('say more of what is usual in an FAQ, and leave the model given as it was', () => {
    const before = model.weights.slice();
    const whole = addShares(lesson, model, many, rows.width);
    expect(model.weights).toEqual(before);
    for (let feature = 0; feature < rows.width; feature++)
      for (let c = 0; c < classes; c++) {
        const at = feature * classes + c;
        if (feature % classes === c) expect(whole.weights[at]).toBeGreaterThan(before[at]!);
        else expect(whole.weights[at]).toBeLessThan(before[at]!);
      }
  });

  it('know nothing of examples that cost nothing, nor of what can not be counted', () => {
    const without = { ...lesson, costs: lesson.costs.map((cost, row) => (row < perClass ? 0 : cost)) };
    const whole = addShares(without, model, many, classes);
    for (let c = 0; c < classes; c++) expect(whole.weights[c]).toBeCloseTo(model.weights[c]!);
    expect(whole.weights.subarray(classes * classes)).toEqual(model.weights.subarray(classes * classes));
  });

  it('are not added where examples are few', () => {
    const few = chooseMethod(classes, classes, false);
    expect(addShares(lesson, model, few, rows.width)).toBe(model);
  });

  it('of an FAQ that is held out shift nothing for the others', () => {
    const three = new Float32Array(3);
    addLogShares(three, Float32Array.of(1, 2, 5), 3, 0.1);
    const four = new Float32Array(4);
    addLogShares(four, Float32Array.of(1, 2, 5, 0), 4, 0.1);
    for (let c = 0; c < 3; c++) expect(four[c]).toBeCloseTo(three[c]!);
    expect(three[0]! + three[1]! + three[2]!).toBeCloseTo(0);
  });
});
