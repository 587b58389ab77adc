import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCsv, readCell } from './formatCsv.ts';
import { parseCsv } from './parseCsv.ts';

test('reads what spreadsheets write', () => {
  expect(parseCsv('\uFEFFname;text\r\n"a;b";"two\nlines ""quoted"""\r\n\r\nlast;1')).toEqual([
    { line: 1, cells: ['name', 'text'] },
    { line: 2, cells: ['a;b', 'two\nlines "quoted"'] },
    { line: 5, cells: ['last', '1'] },
  ]);
});

test('no cell begins a formula', () => {
  expect(formatCsv([['=1+1', '-2', 'a,b']])).toBe('\uFEFF\'=1+1,\'-2,"a,b"\r\n');
});

test('what is written is read again as it was', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 8 }), (lines) => {
      const read = parseCsv(formatCsv([['a', 'b', 'c'], ...lines])).slice(1);
      expect(read.map((line) => line.cells.map(readCell))).toEqual(lines);
    }),
  );
});
