/** What an example may have of characters, and an FAQ of examples: the database holds both. */
export const LONGEST_EXAMPLE = 1000;
export const MOST_EXAMPLES = 1000;

/**
 * Examples from what was typed, pasted or read from a file: one a line. Of a line with tabs (a table) the last cell counts;
 * quotes around the whole and blank lines are left out, and so is a heading.
 */
export function readExamples(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return lines
    .map((line) => unquote((line.split('\t').at(-1) ?? '').trim()))
    .filter((line, i) => line !== '' && !(i === 0 && /^(examples?|text|question|utterance)$/i.test(line)));
}

const unquote = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"').trim()
    : text;

/** The first line that is too long, counted from 1; undefined: none is. */
export function tooLongLine(examples: readonly string[]): number | undefined {
  const index = examples.findIndex((example) => example.length > LONGEST_EXAMPLE);
  return index < 0 ? undefined : index + 1;
}
