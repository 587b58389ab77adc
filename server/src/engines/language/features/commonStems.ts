import { genericWords } from '../text/genericWords.ts';
import { languageWords } from '../text/languageWords.ts';
import { extractFeatures } from './extractFeatures.ts';

const made = new Map<string, ReadonlySet<number>>();

/**
 * The stems of words that say little about any subject, in a language, and what they mean: articles, pronouns, question words,
 * and the verbs of asking. Empty for languages of which none are known.
 */
export function commonStems(language: string): ReadonlySet<number> {
  const found = made.get(language);
  if (found) return found;
  const words = `${languageWords[language] ?? ''} ${genericWords[language] ?? ''}`.split(' ').filter(Boolean);
  // One by one: a stem may depend on nothing beside its word.
  const features = words.map((word) => extractFeatures(word, language));
  const stems = new Set(features.flatMap((one) => [...one.stems, ...one.concepts]));
  made.set(language, stems);
  return stems;
}
