import type { Words } from '../words/en.ts';

/** A probability as one says it. The steps are those at which people would act differently, not even ones. */
export function sureWords(probability: number, words: Words['bot']['sure']): string {
  if (probability >= 0.95) return words.certain;
  if (probability >= 0.8) return words.very;
  if (probability >= 0.5) return words.likely;
  return probability >= 0.25 ? words.perhaps : words.hardly;
}
