import { foldText } from './foldText.ts';

/**
 * A word of a text, folded, with its place in it (UTF-16). `pairs`: written without spaces and found by pairs of
 * characters (Chinese, Japanese); such a word is the whole run, and `parts` are its words by the dictionary.
 */
export type Word = { text: string; start: number; end: number; parts?: string[] };

/** Longer ones are cut, in texts and in what is searched for alike. */
const MOST_LETTERS = 64;
/** Words further on in a text are not looked at: PostgreSQL counts no more places. */
const MOST_WORDS = 16_000;

const runs =
  /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u30fc]+)|([\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+)|[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u30fc\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+/gv;

/** The words of a text in any language. Where a script has no spaces, the dictionaries of `Intl.Segmenter` find them. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(runs)) {
    if (words.length >= MOST_WORDS) break;
    const [run, pairs, spaceless] = match;
    const start = match.index;
    if (pairs !== undefined) {
      words.push({ text: foldText(run), start, end: start + run.length, parts: segment('ja', run) });
    } else if (spaceless !== undefined) {
      let at = start;
      for (const part of segmenter('th').segment(run)) {
        words.push({ text: cut(foldText(part.segment)), start: at, end: at + part.segment.length });
        at += part.segment.length;
      }
    } else {
      words.push({ text: cut(foldText(run)), start, end: start + run.length });
    }
  }
  return words.filter((word) => word.text !== '');
}

const segmenters = new Map<string, Intl.Segmenter>();

/** The dictionary is chosen by the script of the text; the language only settles the rules between. */
function segmenter(language: string): Intl.Segmenter {
  let made = segmenters.get(language);
  if (!made) {
    made = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, made);
  }
  return made;
}

function segment(language: string, run: string): string[] {
  return [...segmenter(language).segment(run)].map((part) => cut(foldText(part.segment)));
}

/** Never within a character that takes two places. */
const cut = (word: string): string =>
  word.length <= MOST_LETTERS ? word : word.slice(0, MOST_LETTERS).replace(/[\uD800-\uDBFF]$/, '');
