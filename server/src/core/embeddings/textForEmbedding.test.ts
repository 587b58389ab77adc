import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textForEmbedding } from './textForEmbedding.ts';

test.each([
  ['Mail me at jane.miller+shop@example.co.uk!', 'Mail me at (e-mail)!'],
  ['see https://example.com/a?b=c#d and www.example.com', 'see (link) and (link)'],
  ['order 12345, tel. +33 1 23 45 67 89', 'order (number), tel. (number)'],
  ['card 4111-1111-1111-1111 expires 10/27', 'card (number) expires 10/27'],
  ['two of the 40 in size 1234', 'two of the 40 in size 1234'],
  ['  a\n\n b\u0000\tc ', 'a b c'],
  ['١٢٣٤٥٦', '(number)'],
])('%s', (text, sent) => {
  expect(textForEmbedding(text)).toBe(sent);
});

test('whatever comes: short, storable, without long numbers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(60), (part, times) => {
      const sent = textForEmbedding(part.repeat(times));
      expect(sent.length).toBeLessThanOrEqual(1000);
      expect(sent.isWellFormed()).toBe(true);
      expect(sent).not.toMatch(/\p{N}{5}|\p{Cc}/u);
    }),
  );
});
