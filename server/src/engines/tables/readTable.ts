/**
 * Rows of a table in comma-separated values (RFC 4180), forgiving what spreadsheets do: any of `,` `;` tab between
 * cells, any line end, a byte order mark. A guard against formulas that an export of ours put before a cell is taken off.
 */
export function readTable(text: string): string[][] {
  return readTableLines(text).map(({ cells }) => cells);
}

/** The same, each with the line of the file on which it begins, counted from 1. */
export function readTableLines(text: string): { line: number; cells: string[] }[] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  return readRows(body, guessDelimiter(body));
}

/** The bytes of a table as text: UTF-8 or UTF-16 by its mark, else UTF-8, else what Western Windows writes. */
export function decodeTable(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The sign that stands most often outside quotes in the first line. */
export function guessDelimiter(text: string): string {
  const counts = new Map([',', ';', '\t'].map((sign) => [sign, 0]));
  let quoted = false;
  for (const sign of text.slice(0, 10_000)) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '\n' || sign === '\r')) break;
    else if (!quoted && counts.has(sign)) counts.set(sign, counts.get(sign)! + 1);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

function readRows(text: string, delimiter: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let row: string[] = [];
  let at = 0;
  let began = 0;
  let line = 1;
  const endRow = () => {
    if (row.some((each) => each !== '')) rows.push({ line, cells: row });
    line += text.slice(began, at).match(/\r\n|[\r\n]/g)?.length ?? 0;
    began = at;
    row = [];
  };
  while (at < text.length) {
    const cell = readCell(text, at, delimiter);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    endRow();
  }
  endRow();
  return rows;
}

/** The cell that begins at `start`, and the place of the sign that ends it. */
function readCell(text: string, start: number, delimiter: string): { value: string; end: number } {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
    return { value: unguarded(text.slice(start, end)), end };
  }
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    // A quote that never ends: the rest of the file is the cell.
    if (quote < 0) return { value: unguarded(value + text.slice(at)), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return endQuoted(text, value, quote + 1, delimiter);
    value += '"';
    at = quote + 2;
  }
}

/** What stands between a closing quote and the next sign belongs to the cell, as spreadsheets read it. */
function endQuoted(text: string, value: string, from: number, delimiter: string) {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: unguarded(value + text.slice(from, end)), end };
}

const unguarded = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
