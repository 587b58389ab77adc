import { expect, test } from 'vitest';
import { seededRandom } from '../../language/classify/random.ts';
import { normaliseRow, type Points } from './embedMessages.ts';
import { groupPoints } from './groupPoints.ts';

/** Points about the given places, so many at each, scattered by `noise`. */
function scatter(places: { at: number[]; many: number }[], noise: number): Points {
  const dimensions = places[0]!.at.length;
  const random = seededRandom(3);
  const rows = places.flatMap(({ at, many }) =>
    Array.from({ length: many }, () => at.map((value) => value + noise * (random() + random() - 1))),
  );
  const values = Float32Array.from(rows.flat());
  for (let i = 0; i < rows.length; i++) normaliseRow(values, i * dimensions, dimensions);
  return { count: rows.length, dimensions, values };
}

const axis = (dimensions: number, ...ones: number[]): number[] =>
  Array.from({ length: dimensions }, (_, d) => (ones.includes(d) ? 1 : 0));

test('one giant group beside a few apart is no answer, however repeatable that division is', () => {
  // Nine kinds that have much in common, and one that has nothing of it.
  const near = Array.from({ length: 9 }, (_, i) => ({
    at: axis(12, 0).map((value, d) => (d === 0 ? 2.2 : d === i + 1 ? 1 : value)),
    many: 20,
  }));
  const points = scatter([...near, { at: axis(12, 11), many: 20 }], 0.75);
  const labels = groupPoints(points, 1);
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  expect(Math.max(...sizes.values()) / points.count).toBeLessThanOrEqual(0.8);
  expect(sizes.size).toBeGreaterThan(2);
});

test('clear kinds are found as they are', () => {
  const places = Array.from({ length: 6 }, (_, i) => ({ at: axis(6, i), many: 30 }));
  const labels = groupPoints(scatter(places, 0.3), 1);
  expect(new Set(labels).size).toBe(6);
  for (let i = 0; i < 6; i++) expect(new Set(labels.slice(30 * i, 30 * i + 30)).size).toBe(1);
});
