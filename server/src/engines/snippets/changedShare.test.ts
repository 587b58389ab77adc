import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedShare } from './changedShare.ts';

test('counts words inserted, deleted and replaced', () => {
  expect(changedShare('Hello Marie, thank you', 'Hello Marie, thank you')).toBe(0);
  expect(changedShare('one two three four', 'one two three five')).toBe(0.25);
  expect(changedShare('one two', 'one two three four')).toBe(0.5);
  expect(changedShare('one', '')).toBe(1);
  expect(changedShare('', '')).toBe(0);
  expect(changedShare('谢谢您的等待', '谢谢你的等待')).toBeCloseTo(1 / 6);
});

test('is between 0 and 1, the same both ways, 0 for the same text, and never slow', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 120 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const share = changedShare(a, b);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      expect(changedShare(b, a)).toBe(share);
      expect(changedShare(a, a)).toBe(0);
    }),
  );
  const started = performance.now();
  changedShare('a b '.repeat(2500), 'b c '.repeat(2500));
  expect(performance.now() - started).toBeLessThan(2000);
});
