import { expect, test } from 'vitest';
import { readNumber, typedNumber } from './typedNumber.ts';

test('numbers stand in a field as one types them in the language, and are read as they stand', () => {
  expect(typedNumber('fr')(0.6)).toBe('0,6');
  expect(typedNumber('en')(0.6)).toBe('0.6');
  for (const locale of ['en', 'fr', 'de'])
    for (const value of [0, 0.1, 12.75, 10_000]) expect(readNumber(typedNumber(locale)(value))).toBe(value);
  expect(readNumber(' ')).toBeNaN();
  expect(readNumber('twelve')).toBeNaN();
});
