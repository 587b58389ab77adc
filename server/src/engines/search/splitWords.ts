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
  for (let at = 0; at < text.length && words.length < MOST_WORDS; ) {
    if (kindOf(text, at) === 'between') {
      at += 1;
      continue;
    }
    // Most texts are mostly ASCII, and a pattern costs ten times what a look at each letter does.
    let end = at;
    while (kindOf(text, end) === 'plain') end += 1;
    if (kindOf(text, end) !== 'other')
      words.push({ text: cut(foldText(text.slice(at, end))), start: at, end });
    else end = addRun(words, text, at);
    at = end;
  }
  return words.filter((word) => word.text !== '');
}

/** The next run of letters of any script, from `from` on. Returns where it ends. */
function addRun(words: Word[], text: string, from: number): number {
  runs.lastIndex = from;
  const match = runs.exec(text);
  if (!match) return text.length;
  const [run, pairs, spaceless] = match;
  const start = match.index;
  const end = start + run.length;
  if (pairs !== undefined) words.push({ text: foldText(run), start, end, parts: segment('ja', run) });
  else if (spaceless === undefined) words.push({ text: cut(foldText(run)), start, end });
  else {
    let at = start;
    for (const part of segmenter('th').segment(run)) {
      words.push({ text: cut(foldText(part.segment)), start: at, end: at + part.segment.length });
      at += part.segment.length;
    }
  }
  return end;
}

/** Letters and digits of ASCII are plain, its other characters stand between words; the rest is for the pattern. */
function kindOf(text: string, at: number): 'plain' | 'between' | 'other' | 'end' {
  if (at >= text.length) return 'end';
  const code = text.charCodeAt(at);
  if (code >= 128) return 'other';
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return isLetter ? 'plain' : 'between';
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
