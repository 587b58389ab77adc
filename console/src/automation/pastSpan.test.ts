import { expect, test } from 'vitest';
import { isSpan, lastYear, orderOf } from './pastSpan.ts';

const now = Date.UTC(2026, 5, 15, 12);

test('a period ends now and begins so many days before', () => {
  expect(orderOf({ ...lastYear, period: '30' }, now)).toEqual({
    since: '2026-05-16T12:00:00.000Z',
    until: '2026-06-15T12:00:00.000Z',
  });
});

test('own dates are whole days of the reader, the last one included', () => {
  const span = {
    ...lastYear,
    period: 'own' as const,
    from: '2026-02-27',
    to: '2026-02-28',
    inboxId: 'an inbox',
  };
  const { since, until, inboxIds } = orderOf(span, now);
  expect(new Date(since).getTime()).toBe(new Date(2026, 1, 27).getTime());
  expect(new Date(until).getTime()).toBe(new Date(2026, 2, 1).getTime());
  expect(inboxIds).toEqual(['an inbox']);
});

test('dates that are missing or the wrong way round make no sense', () => {
  const own = { ...lastYear, period: 'own' as const };
  expect(isSpan(lastYear)).toBe(true);
  expect(isSpan(own)).toBe(false);
  expect(isSpan({ ...own, from: '2026-03-02', to: '2026-03-01' })).toBe(false);
  expect(isSpan({ ...own, from: '2026-03-01', to: '2026-03-01' })).toBe(true);
});
