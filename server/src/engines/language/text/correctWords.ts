import { splitWords } from './splitWords.ts';

/** Shorter words are too easily taken for each other. */
const leastTyped = 4;
const leastKnown = 3;
/** Longer ones are seldom words, and cost the more. */
const longest = 20;
const mostWords = 8000;

/** The words of folded texts that a mistyped word could stand for, with how often each occurs. */
export function countWords(texts: string[], counts = new Map<string, number>()): Map<string, number> {
  for (const text of texts)
    for (const { kind, text: word } of splitWords(text))
      if (kind === 'word' && word.length >= leastKnown && word.length <= longest)
        counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The most frequent words of the counts, most frequent first. */
export function listWords(counts: Map<string, number>): string[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostWords)
    .map(([word]) => word);
}

interface Spelling {
  known: Set<string>;
  /** A known word with one letter left out (or none) to the words it comes from, most frequent first. */
  shortened: Map<string, string[]>;
}

/**
 * Folded text with its mistyped words put right: a word that is not known becomes the most frequent known word that one
 * slip (a letter left out, added, mistaken, or two exchanged) turns into it. Known words stay, as do short and long ones.
 * Found by leaving out letters on both sides (Garbe's symmetric deletion), so the cost does not grow with the words.
 */
export function correctWords(folded: string, words: string[]): string {
  if (words.length === 0) return folded;
  const { known, shortened } = spellingOf(words);
  let corrected = '';
  let copied = 0;
  for (const { kind, text, start } of splitWords(folded)) {
    if (kind !== 'word' || text.length < leastTyped || text.length > longest || known.has(text)) continue;
    const meant = findMeant(text, shortened);
    if (meant === undefined) continue;
    corrected += folded.slice(copied, start) + meant;
    copied = start + text.length;
  }
  return copied === 0 ? folded : corrected + folded.slice(copied);
}

function findMeant(typed: string, shortened: Map<string, string[]>): string | undefined {
  for (const form of shorten(typed))
    for (const word of shortened.get(form) ?? []) if (isOneSlip(typed, word)) return word;
  return undefined;
}

/** The word, then the word without each of its letters. */
function shorten(word: string): string[] {
  const forms = [word];
  for (let i = 0; i < word.length; i++) forms.push(word.slice(0, i) + word.slice(i + 1));
  return forms;
}

/** Whether the two differ by one letter added, left out or mistaken, or by two neighbours exchanged. */
function isOneSlip(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (a.length !== b.length) return a.length > b.length ? restA.slice(1) === restB : restB.slice(1) === restA;
  if (restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** Made from the words when they are first used, kept as long as these. */
const spellings = new WeakMap<string[], Spelling>();

function spellingOf(words: string[]): Spelling {
  const made = spellings.get(words);
  if (made) return made;
  const shortened = new Map<string, string[]>();
  for (const word of words)
    for (const form of new Set(shorten(word))) {
      const found = shortened.get(form);
      if (found) found.push(word);
      else shortened.set(form, [word]);
    }
  const spelling = { known: new Set(words), shortened };
  spellings.set(words, spelling);
  return spelling;
}
