import { expect, test } from 'vitest';
import { decisionsAsked } from './decisionsAsked.ts';

test('days are whole days of the reader, the last one included', () => {
  expect(decisionsAsked({ mode: 'live', faq: 'f', from: '2026-02-27', to: '2026-02-28' })).toEqual({
    mode: 'live',
    faqId: 'f',
    from: new Date(2026, 1, 27).toISOString(),
    to: new Date(2026, 2, 1).toISOString(),
  });
  expect(decisionsAsked({})).toEqual({});
});
