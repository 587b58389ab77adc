import { expect, test } from 'vitest';
import { isReady, type SnippetLife } from './isReady.ts';

const good: SnippetLife = { questions: 12, uses: 15, unchanged: 13, changed: 0.03, rated: 0, rating: null };

test('ready: enough different questions, hardly ever changed', () => {
  expect(isReady(good)).toBe(true);
  expect(isReady({ ...good, rated: 5, rating: 4.6 })).toBe(true);
});

test.each<[string, Partial<SnippetLife>]>([
  ['few questions', { questions: 9 }],
  ['never used', { uses: 0, unchanged: 0, changed: null }],
  ['often changed', { unchanged: 9 }],
  ['much changed', { changed: 0.2 }],
  ['badly rated', { rated: 3, rating: 2.7 }],
])('not ready: %s', (_, life) => {
  expect(isReady({ ...good, ...life })).toBe(false);
});

test('one bad mark does not decide', () => {
  expect(isReady({ ...good, rated: 1, rating: 1 })).toBe(true);
});
