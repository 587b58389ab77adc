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

test('those in the same place are moved aside, a little only, and stay on the picture', () => {
  const dots = placeDots(
    Array.from({ length: 5 }, (_, i) => make(i + 1, 1, 9)),
    'saved',
  );
  const ofFirst = dots.find((dot) => dot.item.place === 1)!;
  expect([ofFirst.x, ofFirst.y]).toEqual([1, 1]);
  expect(new Set(dots.map((dot) => `${dot.x}/${dot.y}`)).size).toBe(5);
  for (const { x, y } of dots) {
    expect(x).toBeGreaterThanOrEqual(0.94);
    expect(y).toBeGreaterThanOrEqual(0.8);
    expect(Math.max(x, y)).toBeLessThanOrEqual(1);
  }
});

test('however many there are, none is moved far from where it belongs', () => {
  const items = Array.from({ length: 400 }, (_, i) => make(i + 1, (i % 20) / 19, 1 + (i % 7)));
  for (const dot of placeDots(items, 'saved'))
    expect(Math.abs(dot.x - dot.item.answers.identity)).toBeLessThanOrEqual(0.0501);
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
