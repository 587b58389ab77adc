import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Length } from './utf8Length.ts';

test('counts as an encoder does', () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).map((each) => each.toWellFormed()),
      (text) => {
        expect(utf8Length(text)).toBe(encoder.encode(text).length);
      },
    ),
  );
  expect(utf8Length('aé€😀')).toBe(1 + 2 + 3 + 4);
});
