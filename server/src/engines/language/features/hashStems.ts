import { expandWord } from '../text/expandWord.ts';
import { stemWord } from '../text/stemWord.ts';
import { hashText, markKind } from './hash.ts';

/** Tells hashes of whole words and stems from those of other features. */
export const wordSeed = 1;

/** The stems that a written word stands for, as hashes. */
export function hashStems(word: string, language: string): number[] {
  return expandWord(word, language).map((part) => markKind(hashText(stemWord(part, language), wordSeed), 0));
}
