import { expect, test } from 'vitest';
import { backOffDelay } from './backOffDelay.ts';

test('doubles up to the limit, times the draw', () => {
  const limits = { first: 300, most: 20_000 };
  const delays = (random: number) => [0, 1, 2, 6, 7, 2_000].map((n) => backOffDelay(n, limits, () => random));
  expect(delays(1)).toEqual([300, 600, 1_200, 19_200, 20_000, 20_000]);
  expect(delays(0.5)).toEqual([150, 300, 600, 9_600, 10_000, 10_000]);
  expect(delays(0)).toEqual([0, 0, 0, 0, 0, 0]);
});
