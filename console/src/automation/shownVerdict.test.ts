import { expect, test } from 'vitest';
import { shownVerdict } from './shownVerdict.ts';

test('what was left to people is nobody’s mistake, unless somebody says so', () => {
  const verdict = { at: '2026-01-01T00:00:00.000Z', byId: null };
  expect(shownVerdict({ decision: 'answer', right: false, verdict: null })).toBe(false);
  expect(shownVerdict({ decision: 'suggest', right: true, verdict: null })).toBe(true);
  expect(shownVerdict({ decision: 'leave', right: false, verdict: null })).toBe(null);
  expect(shownVerdict({ decision: 'leave', right: true, verdict })).toBe(true);
});
