/**
 * One line of comma-separated values (RFC 4180), ended. A cell that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV injection); numbers and telephone numbers are none.
 */
export function formatTableRow(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}

function formatCell(cell: string | number | boolean | null | undefined): string {
  if (cell === null || cell === undefined) return '';
  const text = guarded(String(cell));
  return /[",\r\n\t;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One that looks guarded already is guarded, too, so that reading takes off exactly what was put on. */
const guarded = (text: string): string =>
  /^'*[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s().,-]+$/.test(text) ? `'${text}` : text;
