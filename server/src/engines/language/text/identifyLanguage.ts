import { foldText, maxTextLength } from './foldText.ts';
import { languageMarks, languageWords, scriptLanguages } from './languageWords.ts';

export interface IdentifiedLanguage {
  /** ISO 639-1; `und` where nothing points anywhere. */
  language: string;
  /** Share of the evidence, 0 to 1. */
  probability: number;
}

/**
 * The language of a short text, by its script, its common words and its marks, among all that are known or those given.
 * Where nothing tells, the first of those given, with probability 0.
 */
export function identifyLanguage(text: string, among?: string[]): IdentifiedLanguage {
  if (among?.length === 1) return { language: among[0]!, probability: 1 };
  const points = pointLanguages(text);
  let best: string | undefined;
  let sum = 0;
  let top = 0;
  for (const [language, count] of points) {
    if (among && !among.includes(language)) continue;
    const weight = Math.expm1(Math.min(count, 20));
    sum += weight;
    if (weight > top) {
      top = weight;
      best = language;
    }
  }
  if (best === undefined) return { language: among?.[0] ?? 'und', probability: 0 };
  return { language: best, probability: top / (sum + 0.5) };
}

/** Common words count by how few languages share them; a mark half as much. */
function pointLanguages(text: string): Map<string, number> {
  const head = text.slice(0, Math.min(400, maxTextLength)).toLowerCase();
  const points = pointScripts(head);
  const add = (language: string, count: number) => points.set(language, (points.get(language) ?? 0) + count);
  for (const word of foldText(head).split(/[^a-z]+/)) {
    const languages = wordLanguages.get(word);
    if (languages)
      for (const language of languages)
        add(language, word.length === 1 ? 0.4 : 1.5 / languages.length ** 0.5);
  }
  for (const [mark, languages] of languageMarks) {
    const found = head.match(mark)?.length ?? 0;
    if (found > 0)
      for (const language of languages) add(language, (0.7 * Math.min(found, 4)) / languages.length);
  }
  return points;
}

/** Japanese is written with Han characters, too: a few Kana decide. */
function pointScripts(head: string): Map<string, number> {
  const points = new Map<string, number>();
  for (const [script, language] of scriptLanguages) {
    const found = head.match(script)?.length ?? 0;
    if (found > 0) points.set(language, Math.min(12, found * (language === 'ja' ? 3 : 1)));
  }
  if (points.has('ja')) points.delete('zh');
  return points;
}

const wordLanguages = new Map<string, string[]>();
for (const [language, words] of Object.entries(languageWords))
  for (const word of new Set(words.split(' ')))
    wordLanguages.set(word, [...(wordLanguages.get(word) ?? []), language]);
