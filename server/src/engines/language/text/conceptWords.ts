import { dutch } from './concepts/dutch.ts';
import { english } from './concepts/english.ts';
import { french } from './concepts/french.ts';
import { german } from './concepts/german.ts';
import { italian } from './concepts/italian.ts';
import { portuguese } from './concepts/portuguese.ts';
import { spanish } from './concepts/spanish.ts';

/**
 * Words of customer service that mean the same or nearly so, one group a line, accents folded; `_` joins the words of a
 * phrase, and a word of several meanings stands in several groups. General knowledge of the languages, from no company's or
 * collection's messages. Inflections need not be listed where the stemmer knows them.
 */
export const conceptWords: Record<string, string> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
};
