/** What an example may have of characters, and an FAQ of examples: the database holds both. */
export const LONGEST_EXAMPLE = 1000;
export const MOST_EXAMPLES = 1000;

/**
 * Examples from what was typed, pasted or read from a file: one a line. Of a line with tabs (a table) the last cell counts;
 * quotes around the whole and blank lines are left out, and so is a heading.
 */
export const readExamples = (text: string): string[] => readLines(text).filter((line) => line !== '');

/** The same line by line, so that each keeps its number: blank where there is no example. */
export function readLines(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return lines.map((line, i) => {
    const example = unquote((line.split('\t').at(-1) ?? '').trim());
    return i === 0 && /^(examples?|text|question|utterance)$/i.test(example) ? '' : example;
  });
}

const unquote = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"').trim()
    : text;

/** The first line that is too long, counted from 1 as an editor counts; undefined: none is. */
export function tooLongLine(text: string): number | undefined {
  const index = readLines(text).findIndex((example) => example.length > LONGEST_EXAMPLE);
  return index < 0 ? undefined : index + 1;
}
