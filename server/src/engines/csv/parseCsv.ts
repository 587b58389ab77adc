/** A line of a CSV file: where it begins in the file, counted from 1, and its cells. */
export type CsvLine = { line: number; cells: string[] };

/**
 * The lines of a CSV file (RFC 4180): quoted cells may hold separators, line ends and doubled quotation marks. Comma or
 * semicolon, whichever the first line has more of; a mark of byte order is left out; empty lines are.
 */
export function parseCsv(text: string): CsvLine[] {
  const body = text.replace(/^\uFEFF/, '');
  const head = body.slice(0, body.search(/\r?\n|$/));
  const separator = count(head, ';') > count(head, ',') ? ';' : ',';
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begins = 1;
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endLine = () => {
    endCell();
    if (cells.some((each) => each.trim() !== '')) lines.push({ line: begins, cells });
    cells = [];
    begins = line + 1;
  };
  for (let i = 0; i < body.length; i += 1) {
    const sign = body[i]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (body[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator) endCell();
    else if (sign === '\n') endLine();
    else if (sign !== '\r' || body[i + 1] !== '\n') cell += sign;
    if (sign === '\n') line += 1;
  }
  if (cell !== '' || cells.length > 0) endLine();
  return lines;
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;
