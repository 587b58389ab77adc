import type { Faq } from '@causerie/protocol';
import { expect, test } from 'vitest';
import { sortFaqs } from './sortFaqs.ts';
import type { FaqFact } from './useFaqs.ts';

const faqs = [
  { id: 'a', title: 'Returns', examples: 3 },
  { id: 'b', title: 'élan', examples: 12 },
  { id: 'c', title: 'Delivery', examples: 12 },
] as Faq[];
const fact = (messages: number, share: number | null): FaqFact => ({
  messages,
  coverage: null,
  right: { of: 0, share, low: null, high: null },
});
const facts = new Map([
  ['a', fact(5, 0.5)],
  ['c', fact(9, null)],
]);
const ids = (
  ...sorting: Parameters<typeof sortFaqs> extends [unknown, unknown, ...infer Rest] ? Rest : never
) =>
  sortFaqs(faqs, facts, ...sorting)
    .map((faq) => faq.id)
    .join('');

test('names from the first letter, figures from the greatest, or the other way round', () => {
  expect(ids('title')).toBe('cba');
  expect(ids('title', 'desc')).toBe('abc');
  expect(ids('examples')).toBe('bca');
  expect(ids('examples', 'asc')).toBe('abc');
});

test('what has no figure stands last in either order', () => {
  expect(ids('messages')).toBe('cab');
  expect(ids('messages', 'asc')).toBe('acb');
  expect(ids('right')).toBe('abc');
  expect(ids('right', 'asc')).toBe('abc');
});
