import { expect, it } from 'vitest';
import { nameSimilarity } from './nameSimilarity.ts';

it.each([
  ['Lea Martin', 'léa martin', 1, 1],
  ['Martin Lea', 'Lea Martin', 1, 1],
  ['Jean-Pierre Durand', 'Jean Pierre Durand', 1, 1],
  ['Amelie Rousseau', 'Amélie Rouseau', 0.8, 1],
  ['Lea Martin', 'Lea Marchand', 0.4, 0.8],
  ['Lea Martin', 'Tom Fletcher', 0, 0.1],
  ['李雷', '李雷', 1, 1],
  ['', 'x', 0, 0],
])('%s ~ %s', (a, b, least, most) => {
  const found = nameSimilarity(a, b);
  expect(found).toBeGreaterThanOrEqual(least);
  expect(found).toBeLessThanOrEqual(most);
  expect(nameSimilarity(b, a)).toBe(found);
});
