import { expect, it } from 'vitest';
import { duration } from '../words/en/shell.ts';
import { formatDuration, waitingLevel } from './waiting.ts';

const MINUTE = 60_000;

it('turns amber, then red; sooner where somebody waits in front of the screen', () => {
  expect(waitingLevel('live', MINUTE)).toBe('calm');
  expect(waitingLevel('live', 2 * MINUTE)).toBe('amber');
  expect(waitingLevel('live', 5 * MINUTE)).toBe('red');
  expect(waitingLevel('messaging', 59 * MINUTE)).toBe('calm');
  expect(waitingLevel('messaging', 240 * MINUTE)).toBe('red');
});

it('says one unit, rounded down', () => {
  expect(
    [0, 59_999, MINUTE, 119 * MINUTE, 49 * 60 * MINUTE].map((ms) => formatDuration(duration, ms)),
  ).toEqual(['now', 'now', '1 m', '1 h', '2 d']);
});
