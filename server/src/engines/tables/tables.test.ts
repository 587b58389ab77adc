import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTableRow } from './formatTableRow.ts';
import { decodeTable, guessDelimiter, readTable, readTableLines } from './readTable.ts';

describe('a table', () => {
  it.each<[string, string, string[][]]>([
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\r\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quotes', '"a ""b""","c\nd"\n', [['a "b"', 'c\nd']]],
    ['a mark before it', '\ufeffa,b', [['a', 'b']]],
    [
      'empty cells and lines',
      'a,,c\n\n,,\n,x,\n',
      [
        ['a', '', 'c'],
        ['', 'x', ''],
      ],
    ],
    ['a quote that never ends', 'a,"b\nc', [['a', 'b\nc']]],
    [
      'old line ends',
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a guard of ours', "'=1+1,'x", [['=1+1', "'x"]]],
  ])('%s', (_, text, rows) => {
    expect(readTable(text)).toEqual(rows);
  });

  it('tells on which line of the file each row begins', () => {
    expect(readTableLines('\uFEFFname;text\r\n"a;b";"two\nlines ""quoted"""\r\n\r\nlast;1')).toEqual([
      { line: 1, cells: ['name', 'text'] },
      { line: 2, cells: ['a;b', 'two\nlines "quoted"'] },
      { line: 5, cells: ['last', '1'] },
    ]);
  });

  it('is read in what spreadsheets write', () => {
    expect(decodeTable(new TextEncoder().encode('é'))).toBe('é');
    expect(decodeTable(Buffer.from('é', 'latin1'))).toBe('é');
    expect(decodeTable(Buffer.from('\ufeffé', 'utf16le')).replace('\ufeff', '')).toBe('é');
  });

  it('its delimiter is guessed outside quotes', () => {
    expect(guessDelimiter('"a,b,c";d')).toBe(';');
  });

  it('property: what is written is read again', () => {
    const cell = fc
      .oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: fc.constantFrom("'", '=', '+', '1', '"', ',') }),
      )
      .filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const text = formatTableRow(['first', 'second']) + rows.map(formatTableRow).join('');
        const kept = rows.filter((row) => row.some((each) => each !== ''));
        expect(readTable(text).slice(1)).toEqual(kept);
      }),
    );
  });

  it('runs nothing in a spreadsheet', () => {
    for (const evil of ['=1+1', '@SUM(A1)', '+cmd|x', '-2+3+cmd', '\t=1', '=HYPERLINK("http://x")'])
      expect(formatTableRow([evil])).toMatch(/^"?'/);
    expect(formatTableRow(['+33612345678', '-12.5', 'plain'])).toBe('+33612345678,-12.5,plain\r\n');
  });
});
