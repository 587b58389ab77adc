/** Lines as a CSV file (RFC 4180) that spreadsheets open as text: no cell can begin a formula. */
export function formatCsv(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => `${cells.map(formatCell).join(',')}\r\n`).join('')}`;
}

function formatCell(text: string): string {
  const inert = /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** What a cell said before `formatCsv` made it inert. */
export const readCell = (cell: string): string => (/^'[=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell);
