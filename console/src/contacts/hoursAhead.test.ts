import { expect, it } from 'vitest';
import { hoursAhead } from './hoursAhead.ts';

const summer = Date.UTC(2026, 6, 1, 12);

it('counts hours between wall clocks, halves and summer time included', () => {
  expect(hoursAhead('Asia/Kolkata', summer, 'UTC')).toBe(5.5);
  expect(hoursAhead('America/New_York', summer, 'Europe/Paris')).toBe(-6);
  expect(hoursAhead('Europe/Paris', summer, 'Europe/Paris')).toBe(0);
  expect(hoursAhead('Nowhere/Land', summer)).toBeUndefined();
});
