import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptOf } from './excerptOf.ts';
import { foldText } from './foldText.ts';
import { parseSearch } from './parseSearch.ts';
import { formatSearchQueries, planSearchWords } from './planSearchWords.ts';
import { planWindow, type WindowResult } from './planWindow.ts';
import { dayOf, marksOfDays } from './searchMarks.ts';
import { searchVector } from './searchVector.ts';
import { splitWords } from './splitWords.ts';

const wordsOf = (text: string) => splitWords(text).map((word) => word.text);

test('folding: case, accents, widths, letters that are two; twice is once', () => {
  expect(['Élévation', 'GROẞE', 'Œuvre', 'ＡＢＣ１２', 'Ångström', 'İstanbul', 'Ёлка'].map(foldText)).toEqual(
    ['elevation', 'grosse', 'oeuvre', 'abc12', 'angstrom', 'istanbul', 'елка'],
  );
  expect(foldText('مُحَمَّد')).toBe(foldText('محمد'));
  expect(foldText('がっこう'), 'voicing is another letter').not.toBe(foldText('かつこう'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
  );
});

test('words of many languages, with their places in the text', () => {
  expect(wordsOf('L’adresse de marie@example.com, CMD-2024-118 !')).toEqual([
    'l',
    'adresse',
    'de',
    'marie',
    'example',
    'com',
    'cmd',
    '2024',
    '118',
  ]);
  expect(splitWords('我想退货，谢谢').map((word) => word.parts?.join(''))).toEqual(['我想退货', '谢谢']);
  expect(splitWords('注文の返品')[0]!.parts).toContain('返品');
  expect([...searchVector('我想退货', []).words]).toEqual(expect.arrayContaining(['退货', '货', '想退']));
  expect(wordsOf('ขอคืนเงินค่ะ').length).toBeGreaterThan(1);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      for (const word of splitWords(text))
        expect(text.slice(word.start, word.end).length).toBe(word.end - word.start);
    }),
  );
});

test('plain letters are read one by one as the pattern of all scripts would', () => {
  const run = /[\p{L}\p{N}\p{M}]+/gu;
  const mixed = fc.string({ unit: fc.constantFrom(..."aZ09 _-\n'’éß.\u0301\u00a0жع𝔸") });
  fc.assert(
    fc.property(mixed, (text) => {
      const found = [...text.matchAll(run)].map(([part]) => foldText(part)).filter((part) => part !== '');
      expect(wordsOf(text)).toEqual(found);
    }),
  );
});

test('a vector never breaks out of its quotes', () => {
  expect(searchVector("it's a \\ test", ['=x']).vector).toBe("'it':1 's':2 'a':3 'test':4 '=x'");
});

describe('what is typed', () => {
  test('words, phrases, filters in two languages, exclusions', () => {
    expect(
      parseSearch('refund "not arrived" from:amelie dans:"Main shop" -spam -label:vip avant:2026-03-01'),
    ).toEqual({
      terms: [
        { text: 'refund', phrase: false, excluded: false },
        { text: 'not arrived', phrase: true, excluded: false },
        { text: 'spam', phrase: false, excluded: true },
      ],
      filters: [
        { name: 'from', value: 'amelie', excluded: false },
        { name: 'in', value: 'Main shop', excluded: false },
        { name: 'label', value: 'vip', excluded: true },
        { name: 'before', value: '2026-03-01', excluded: false },
      ],
    });
  });
  test('what is no filter is a word; an open quotation mark ends with the line; guillemets quote', () => {
    expect(
      parseSearch('http://x.fr «\u00a0pas reçu\u00a0» "open').terms.map((t) => [t.text, t.phrase]),
    ).toEqual([
      ['http://x.fr', false],
      ['pas reçu', true],
      ['open', true],
    ]);
  });
  test('nothing throws, and nothing leaves the quotes of the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
        const [query = ''] = formatSearchQueries(planSearchWords(parseSearch(typed).terms), new Map(), [
          ['=w'],
        ]);
        expect(query.replaceAll(/'(?:[^'\\]|''|\\\\)*'/g, 'x')).toMatch(/^[x&|!()<>\- ]*$/);
      }),
    );
  });
});

test('the query: beginnings are completed, sequences stand side by side, runs are pairs', () => {
  const known = new Map([
    ['ref', ['refund', 'refus']],
    ['ord', ['order']],
  ]);
  const queries = (typed: string) =>
    formatSearchQueries(planSearchWords(parseSearch(typed).terms), known, [['=w']]);
  expect(queries('ref')).toEqual(["('ref') & '=w'", "('refund') & '=w'", "('refus') & '=w'"]);
  expect(queries('"ref"')).toEqual(["('ref') & '=w'"]);
  expect(queries('ord ref')[1]).toBe("(('ord' | 'order')) & ('refund') & '=w'");
  expect(queries('cmd-2024-ref')[2]).toBe("('cmd' <-> '2024' <-> 'refus') & '=w'");
  expect(queries('退货政策')).toEqual(["('退货') & ('货政') & ('政策') & '=w'"]);
  expect(queries('-ref')).toEqual(["!(('ref')) & '=w'"]);
});

test('an excerpt shows the first hit with what stands around it, and marks all', () => {
  const text = `${'before '.repeat(30)}the Remboursement came\nlate ${'after '.repeat(60)}`;
  const parts = excerptOf(text, planSearchWords(parseSearch('rembours late').terms));
  expect(parts.filter((p) => p.hit).map((p) => p.text)).toEqual(['Remboursement', 'late']);
  expect(parts.map((p) => p.text).join('').length).toBeLessThan(300);
  expect(excerptOf('我想退货，谢谢', planSearchWords(parseSearch('退货').terms))).toEqual([
    { text: '我想' },
    { text: '退货', hit: true },
    { text: '，谢谢' },
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      excerptOf(a, planSearchWords(parseSearch(b).terms));
    }),
  );
});

test('windows go back without a gap to the oldest day, and keep to the time there is', () => {
  const oldest = new Date('2019-05-01T10:00:00Z');
  const often = 1_000_000;
  let to = new Date('2026-11-27T09:00:00Z');
  let last: WindowResult | undefined;
  let steps = 0;
  while (to > oldest) {
    const window = planWindow(to, oldest, last ?? 1, 200, often);
    expect(window.to).toEqual(to);
    expect(window.from < to).toBe(true);
    expect(marksOfDays('w', window.firstDay, window.lastDay).length).toBeLessThan(120);
    const days = window.lastDay - window.firstDay + 1;
    last = { days, ms: 1, found: 0, daysSoFar: (last?.daysSoFar ?? 0) + days, foundSoFar: 0 };
    to = window.from;
    steps += 1;
  }
  expect(dayOf(to)).toBe(dayOf(oldest));
  expect(steps).toBeLessThan(9);
  const expected = planWindow(new Date('2026-11-27'), oldest, 40, 200, often);
  expect(expected.lastDay - expected.firstDay + 1).toBe(40);
  const result = { days: 16, ms: 100, found: 1, daysSoFar: 16, foundSoFar: 1 };
  const slow = planWindow(new Date('2026-11-27'), oldest, result, 50, often);
  expect(slow.lastDay - slow.firstDay + 1).toBe(8);
});

test('the rest is one window where few hits are to be expected in it, and the words are not too frequent to try', () => {
  const [to, oldest] = [new Date('2026-11-27T09:00:00Z'), new Date('2025-11-28T10:00:00Z')];
  const after = (daysSoFar: number, foundSoFar: number): WindowResult => {
    return { days: daysSoFar, ms: 10, found: foundSoFar, daysSoFar, foundSoFar };
  };
  const rest = planWindow(to, oldest, after(1, 0), 200, 100_000);
  expect(rest).toMatchObject({ to, isRest: true, firstDay: dayOf(oldest) });
  expect(planWindow(to, oldest, after(1, 20), 200, 100_000)).toMatchObject({ isRest: false });
  expect(planWindow(to, oldest, after(1, 0), 200, 2_000_000)).toMatchObject({ isRest: false });
  // A rare word, whose page takes all of time.
  expect(planWindow(to, oldest, 400, 200, 30)).toMatchObject({ isRest: true });
  expect(planWindow(to, oldest, 40, 200, 30)).toMatchObject({ isRest: false });
});
