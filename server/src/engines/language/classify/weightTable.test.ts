import { describe, expect, it } from 'vitest';
import type { SparseRows } from '../features/sparse.ts';
import { seededRandom } from './random.ts';
import { WeightTable } from './weightTable.ts';

const random = seededRandom(5);
const number = () => random() * 2 - 1;

/** Rows of the given lengths over features from the third on. */
function makeRows(lengths: number[], width: number): SparseRows {
  const starts = Int32Array.from([0, ...lengths]);
  for (let row = 0; row < lengths.length; row++) starts[row + 1]! += starts[row]!;
  const size = starts[lengths.length]!;
  const indices = Int32Array.from({ length: size }, () => 2 + Math.floor(random() * (width - 2)));
  return { count: lengths.length, width, starts, indices, values: Float32Array.from(indices, number) };
}

function entriesOf({ starts, indices, values }: SparseRows, row: number) {
  return [...indices.subarray(starts[row], starts[row + 1])].map((feature, i) => ({
    feature,
    value: values[starts[row]! + i]!,
  }));
}

describe.each([1, 3, 4, 77, 80])('a table of weights for %i classes', (classes) => {
  const width = 40;
  const lengths = [9, 0, 1, 4, 30];
  const rows = makeRows(lengths, width);
  const weights = Float32Array.from({ length: width * classes }, number);

  it('adds up the weights of a row', () => {
    const table = new WeightTable(rows, classes, weights);
    const scores = new Float64Array(classes).fill(7);
    for (const row of lengths.keys()) {
      table.score(row, scores);
      for (const [c, score] of scores.entries()) {
        const sum = entriesOf(rows, row).reduce(
          (total, { feature, value }) => total + value * weights[feature * classes + c]!,
          0,
        );
        expect(score).toBeCloseTo(sum, 5);
      }
    }
    table.close();
  });

  it.each([
    ['a few classes', 1],
    ['all classes', classes],
  ])('adds a change of %s and writes it back', (_, count) => {
    const expected = weights.slice();
    const learnt = weights.slice();
    const change = {
      whole: true,
      dense: Float32Array.from({ length: classes }, (__, c) => (c < count ? number() : 0)),
      classes: Int32Array.from({ length: classes }, (__, c) => c),
      count,
    };
    const table = new WeightTable(rows, classes, learnt);
    for (const row of lengths.keys()) {
      table.add(row, 0.7, change);
      for (const { feature, value } of entriesOf(rows, row))
        for (let c = 0; c < classes; c++) expected[feature * classes + c]! += 0.7 * value * change.dense[c]!;
    }
    expect(learnt).toEqual(weights);
    table.close(learnt);
    learnt.forEach((weight, i) => {
      expect(weight).toBeCloseTo(expected[i]!, 5);
    });
  });

  it('is not disturbed by another that is open, nor by what was there before', () => {
    const scores = new Float64Array(classes);
    const table = new WeightTable(rows, classes, weights);
    const other = new WeightTable(rows, classes, new Float32Array(weights.length).fill(Number.NaN));
    other.score(4, scores);
    other.close();
    table.score(4, scores);
    const before = [...scores];
    table.close();
    const again = new WeightTable(rows, classes, weights);
    again.score(4, scores);
    again.close();
    expect([...scores]).toEqual(before);
    expect(before.every(Number.isFinite)).toBe(true);
  });
});
