/** A slash that calls the snippets: where it stands, and what was typed behind it up to the caret. */
export type Slash = { at: number; query: string };

const LONGEST = 40;

/**
 * The slash before the caret, if it calls for snippets: at the beginning of a line or behind white space, and with
 * nothing behind it that no name has (another line, another slash, as in an address or a date).
 */
export function slashAt(text: string, caret: number): Slash | undefined {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const match = /(?:^|\s)\/([^/\n]*)$/u.exec(line);
  if (!match || match[1]!.length > LONGEST || /^\s/.test(match[1]!)) return undefined;
  return { at: caret - match[1]!.length - 1, query: match[1]! };
}
