import type { Snippet } from '@causerie/protocol';
import { expect, it } from 'vitest';
import { rankSnippets } from './rankSnippets.ts';

const snippet = (name: string, topic: string | null, text = '') =>
  ({ name, topic, texts: [{ language: 'en', text }] }) as unknown as Snippet;
const all = [
  snippet('Délai de remboursement', 'Retours', 'Under five days'),
  snippet('Opening hours', null, 'We refund nothing here'),
  snippet('Refund', 'Returns'),
  snippet('Where is my order', 'Delivery'),
];
const names = (typed: string) => rankSnippets(all, typed).map((each) => each.name);

it('shows all by topic and name while nothing is typed', () => {
  expect(names('')).toEqual(['Where is my order', 'Délai de remboursement', 'Refund', 'Opening hours']);
});

it('finds by name before topic before text, without accents, by letters in their order', () => {
  expect(names('refund')).toEqual(['Refund', 'Opening hours']);
  expect(names('delai')).toEqual(['Délai de remboursement']);
  expect(names('re')[0]).toBe('Refund');
  expect(names('wimo')).toEqual(['Where is my order']);
  expect(names('order my')).toEqual(['Where is my order']);
  expect(names('retours')).toEqual(['Délai de remboursement']);
  expect(names('zzz')).toEqual([]);
});
