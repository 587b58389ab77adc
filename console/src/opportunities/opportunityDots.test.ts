import type { Opportunity } from '@causerie/protocol';
import { expect, test } from 'vitest';
import { gainMarks, placeDots } from './opportunityDots.ts';

const make = (place: number, identity: number, expected: number, volume = 10, answered = 5) =>
  ({ id: String(place), place, volume, saved: { expected }, answers: { identity, answered } }) as Opportunity;

test('what saves most stands at the top, what is most alike at the end', () => {
  const [left, right] = placeDots([make(1, 0.9, 100), make(2, 0.2, 25)], 'saved');
  expect([left!.x, left!.y, right!.x, right!.y]).toEqual([0.2, 0.5, 0.9, 1]);
});

test('by volume they rise by how often they are asked, and a saving below nothing does not sink', () => {
  const dots = placeDots([make(1, 0.9, -3, 4), make(2, 0.2, 25, 16)], 'volume');
  expect(dots.map((dot) => dot.y)).toEqual([1, 0.5]);
  expect(placeDots([make(1, 0.9, -3)], 'saved')[0]!.y).toBe(0);
});

test('none lies on another, and all stay on the picture', () => {
  const dots = placeDots(
    Array.from({ length: 20 }, (_, i) => make(i + 1, 1, 9)),
    'saved',
  );
  const xs = dots.map((dot) => dot.x);
  expect(Math.min(...xs.slice(1).map((x, i) => x - xs[i]!))).toBeGreaterThan(0.034);
  expect(xs.at(-1)).toBe(1);
  expect(dots.at(-1)!.item.place).toBe(1);
  expect(xs[0]).toBeGreaterThanOrEqual(0);
});

test('what nobody answered is not on it; lines are drawn at nothing, a quarter and all', () => {
  expect(placeDots([make(1, 0, 9, 10, 0)], 'saved')).toEqual([]);
  expect(gainMarks([make(1, 1, 80)], 'saved')).toEqual([
    { y: 0, gain: 0 },
    { y: 0.5, gain: 20 },
    { y: 1, gain: 80 },
  ]);
  expect(placeDots([], 'saved')).toEqual([]);
});
