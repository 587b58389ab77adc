import type { FaqMatrix } from '@causerie/protocol';
import { expect, test } from 'vitest';
import { decisionAt, placeDots } from './matrixDots.ts';

const item = (faqId: string, probability: number | null, messages = 1) =>
  ({ faqId, probability, messages, cost: 'low' }) as FaqMatrix['items'][number];

test('dots that would lie on each other stand on different heights, others in the middle', () => {
  const dots = placeDots(
    [item('c', 0.9), item('a', 0.9), item('b', 0.905), item('d', 0.2), item('e', null)],
    1,
  );
  expect(dots.map((dot) => dot.item.faqId)).toEqual(['d', 'a', 'c', 'b']);
  expect(dots[0]!.y).toBe(0.5);
  expect(new Set(dots.slice(1).map((dot) => dot.y)).size).toBe(3);
});

test('the largest has most messages', () => {
  const dots = placeDots([item('a', 0.1, 100), item('b', 0.5, 25), item('c', 0.9, 0)], 100);
  expect(dots.map((dot) => dot.size)).toEqual([30, 21, 12]);
});

test('the decision is that of the band', () => {
  const matrix = {
    bands: {
      low: [
        { from: 0, to: 0.3, kind: 'leave' },
        { from: 0.3, to: 0.8, kind: 'suggest' },
        { from: 0.8, to: 1, kind: 'answer' },
      ],
    },
  } as unknown as FaqMatrix;
  expect([0, 0.29, 0.3, 0.8, 1].map((p) => decisionAt(matrix, 'low', p))).toEqual([
    'leave',
    'leave',
    'suggest',
    'answer',
    'answer',
  ]);
});
