import { expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { sureWords } from './sureWords.ts';

test('a probability in words rises with it', () => {
  const said = [0.99, 0.95, 0.9, 0.8, 0.6, 0.3, 0.1].map((p) => sureWords(p, en.bot.sure));
  expect(said).toEqual([
    'almost certain',
    'almost certain',
    'very likely',
    'very likely',
    'likely',
    'perhaps',
    'unlikely',
  ]);
});
