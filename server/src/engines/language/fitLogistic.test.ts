import { expect, it } from 'vitest';
import { applyLogistic, fitLogistic } from './calibrate/fitLogistic.ts';
import { seededRandom } from './classify/random.ts';

it('comes to where the gradient ends, also from a belief that is far off, where the curve is flat', () => {
  const random = seededRandom(5);
  const inputs = Array.from({ length: 460 }, () => Float64Array.of(12 + 8 * random(), 28 + 8 * random()));
  const outcomes = Uint8Array.from(inputs, (x) => Number(random() < 1 / (1 + Math.exp(14 - x[0]!))));
  const belief = { weights: [2, 1], intercept: 0, strength: 1 };
  const found = fitLogistic(inputs, outcomes, new Float64Array(inputs.length).fill(1), 5, belief);
  const missed = inputs.map((x, i) => outcomes[i]! - applyLogistic(found, x));
  const believed = belief.weights.reduce((sum, weight, j) => sum + weight * found.means[j]!, 0);
  const sum = missed.reduce((all, one) => all + one, 0);
  expect(sum + belief.strength * (believed - found.intercept)).toBeCloseTo(0, 3);
  found.weights.forEach((weight, j) => {
    const along = (i: number) => (inputs[i]![j]! - found.means[j]!) / found.scales[j]!;
    const gradient = missed.reduce((all, one, i) => all + one * along(i), 0);
    expect(gradient + 5 * (belief.weights[j]! * found.scales[j]! - weight)).toBeCloseTo(0, 3);
  });
});
