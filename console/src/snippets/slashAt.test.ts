import { expect, it } from 'vitest';
import { slashAt } from './slashAt.ts';

it.each([
  ['/', 1, { at: 0, query: '' }],
  ['/ref', 4, { at: 0, query: 'ref' }],
  ['Hello /where is', 15, { at: 6, query: 'where is' }],
  ['one\n/two', 8, { at: 4, query: 'two' }],
  ['/ref and more', 4, { at: 0, query: 'ref' }],
])('%j at %i calls', (text, caret, slash) => {
  expect(slashAt(text, caret)).toEqual(slash);
});

it.each([
  ['https://x.example/page', 22],
  ['on 1/2', 6],
  ['and/or', 6],
  ['/ then', 6],
  ['/a/b', 4],
  ['hello', 5],
  ['/ref\n', 5],
])('%j at %i does not', (text, caret) => {
  expect(slashAt(text, caret)).toBeUndefined();
});
