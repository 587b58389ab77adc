import { extractFeatures } from '../features/extractFeatures.ts';
import { correctWords } from '../text/correctWords.ts';
import { foldText } from '../text/foldText.ts';
import { splitWords } from '../text/splitWords.ts';
import { stripCourtesies } from '../text/stripCourtesies.ts';
import { judgeMessage } from './judgeMessage.ts';
import type { LanguageModel, Matcher } from './languageModel.ts';

/** Why a message was matched to an FAQ. */
export interface Explanation {
  /** Words of the message (folded) and how many points each gives the FAQ over the next best; strongest first. */
  words: { word: string; points: number }[];
  /** The FAQ's examples nearest in words; `number` is the position in the FAQ, -1 its title, -2 its answer. */
  examples: { number: number; similarity: number }[];
}

const maxShown = 5;

/**
 * The words and examples that decided for `faq` (the best match where it is left out). A word's points are what is lost
 * when the word is left out, so they say what the model really used, letters and pairs included.
 */
export function explainMatch(
  model: LanguageModel,
  text: string,
  language: string,
  faq?: string,
): Explanation {
  const matcher = model.matchers.find((one) => one.language === language);
  if (!matcher) return { words: [], examples: [] };
  const stripped = correctWords(stripCourtesies(foldText(text), language), matcher.words);
  const judged = judgeMessage(matcher, extractFeatures(stripped, language));
  const asked = faq === undefined ? judged.best : matcher.faqs.indexOf(faq);
  if (asked < 0) return { words: [], examples: [] };
  const rival = asked === judged.best ? judged.second : judged.best;
  const lead = judged.scores[asked]! - judged.scores[rival]!;
  return {
    words: weighWords(matcher, stripped, asked, rival, lead),
    examples: listNearest(matcher, judged.similar, asked),
  };
}

function weighWords(matcher: Matcher, stripped: string, asked: number, rival: number, lead: number) {
  const words = splitWords(stripped).slice(0, 40);
  return words
    .map((word) => {
      const without = stripped.slice(0, word.start) + stripped.slice(word.start + word.text.length);
      const { scores } = judgeMessage(matcher, extractFeatures(without, matcher.language));
      return { word: word.text, points: lead - (scores[asked]! - scores[rival]!) };
    })
    .filter((word) => word.points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, maxShown);
}

function listNearest(matcher: Matcher, similar: Float32Array, asked: number) {
  const { labels } = matcher.index;
  return (
    [...labels.keys()]
      .filter((example) => labels[example] === asked && similar[example]! > 0)
      // Words in common count beyond 1, so several may be as near as can be shown: sorted before they are cut.
      .sort((a, b) => similar[b]! - similar[a]!)
      .slice(0, maxShown)
      .map((example) => ({
        number: matcher.exampleNumbers[example]!,
        similarity: Math.min(1, similar[example]!),
      }))
  );
}
