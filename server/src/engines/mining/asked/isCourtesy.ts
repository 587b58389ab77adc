import type { Word } from '../../language/text/splitWords.ts';
import { courtesyWords } from './courtesyWords.ts';

const sets = new Map(
  Object.entries(courtesyWords).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** True where the words of a message are nothing but courtesy or a short confirmation, or where there are none. */
export function isCourtesy(words: Word[], language: string): boolean {
  const own = sets.get(language) ?? sets.get('en')!;
  return words.every(
    (word) =>
      word.kind === 'symbol' || own.has(word.text) || word.text.split("'").every((part) => own.has(part)),
  );
}
