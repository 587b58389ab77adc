import { pairsOf } from './pairsOf.ts';
import { splitWords } from './splitWords.ts';

/** PostgreSQL's own limits of a tsvector. */
const MOST_PLACES = 250;
const LAST_PLACE = 16_383;

/** What a text is found by: a tsvector as text, and the words in it. */
export type SearchVector = { vector: string; words: Set<string> };

/** The words of `text` with their places, so that phrases can be found, and `marks` without one. */
export function searchVector(text: string, marks: readonly string[]): SearchVector {
  const places = new Map<string, number[]>();
  let place = 0;
  const put = (word: string) => {
    const known = places.get(word);
    if (!known) places.set(word, [place]);
    else if (known.length < MOST_PLACES) known.push(place);
  };
  for (const word of splitWords(text)) {
    if (place >= LAST_PLACE) break;
    if (!word.parts) {
      place += 1;
      put(word.text);
      continue;
    }
    for (const part of word.parts) {
      place = Math.min(place + 1, LAST_PLACE);
      put(part);
    }
    for (const piece of [...pairsOf(word.text), ...word.text]) if (!places.has(piece)) places.set(piece, []);
  }
  const lexemes = [...places].map(
    ([word, at]) => quoteLexeme(word) + (at.length > 0 ? `:${at.join(',')}` : ''),
  );
  return { vector: [...lexemes, ...marks.map(quoteLexeme)].join(' '), words: new Set(places.keys()) };
}

/** As a tsvector or a tsquery reads it. */
export const quoteLexeme = (word: string): string =>
  /['\\]/.test(word) ? `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${word}'`;
