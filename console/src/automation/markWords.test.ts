import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markWords } from './markWords.ts';

const marked = (text: string, ...words: string[]) =>
  markWords(
    text,
    words.map((word, i) => ({ word, points: i + 1 })),
  ).flatMap((part) => (part.points === undefined ? [] : [part.text]));

test('finds words whatever their case and accents, whole ones only', () => {
  expect(marked('Où est mon COLIS ? Les colisages…', 'colis', 'ou')).toEqual(['Où', 'COLIS']);
  expect(marked('parcel, parcels; parcel!', 'parcel')).toEqual(['parcel', 'parcel']);
  expect(marked('Straße ﬁlm', 'film')).toEqual(['ﬁlm']);
});

test('finds words in scripts without blanks', () => {
  expect(marked('我的包裹在哪里', '包裹')).toEqual(['包裹']);
});

test('loses nothing of the message', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.record({ word: fc.string({ maxLength: 4 }), points: fc.double({ noNaN: true }) })),
      (text, words) => {
        const joined = markWords(text, words)
          .map((part) => part.text)
          .join('');
        expect(joined).toBe(text);
      },
    ),
  );
});
