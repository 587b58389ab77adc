import { expect, test } from 'vitest';
import { startsUnlike } from './startsUnlike.ts';

test('the line stands once, before the first that one answer seldom fits, and not above all', () => {
  const shares = (...all: number[]) => all.map((share) => ({ right: { share, low: 0, high: 1 } }));
  const linesIn = (items: ReturnType<typeof shares>) =>
    items.flatMap((_, i) => (startsUnlike(items, i) ? [i] : []));
  expect(linesIn(shares(1, 0.5, 0.4, 0))).toEqual([2]);
  expect(linesIn(shares(0.4, 0.2))).toEqual([]);
  expect(linesIn(shares(0.9))).toEqual([]);
});
