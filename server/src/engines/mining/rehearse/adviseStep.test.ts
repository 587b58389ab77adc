import { expect, test } from 'vitest';
import { shareOf } from '../measure/shareOf.ts';
import { adviseStep, type Stage } from './adviseStep.ts';

/** One answer a conversation. */
const of = (right: number, wrong: number) =>
  shareOf(Array.from({ length: right + wrong }, (_, i) => ({ hits: i < right ? 1 : 0, of: 1 })));
const from = (right: number, wrong: number, stages: Stage[] = ['off', 'shadow', 'share', 'all']) =>
  stages.map((stage) => adviseStep(stage, of(right, wrong), 0.95));

test('too few answers say nothing', () => {
  expect(from(0, 0)).toEqual(['examples', 'examples', 'examples', 'examples']);
  expect(from(4, 0)).toEqual(['examples', 'examples', 'examples', 'examples']);
});

test('what is known to break the promise is mended first, wherever it is', () => {
  expect(from(5, 15)).toEqual(['mend', 'mend', 'mend', 'mend']);
});

test('one step at a time, the further the more is asked for', () => {
  expect(from(5, 0)).toEqual(['shadow', 'keep', 'keep', 'keep']);
  expect(from(20, 0)).toEqual(['shadow', 'share', 'keep', 'keep']);
  expect(from(80, 1)).toEqual(['shadow', 'share', 'all', 'keep']);
  // Not below the promise beyond doubt, but below it: no further.
  expect(from(46, 4)).toEqual(['shadow', 'keep', 'keep', 'keep']);
});
