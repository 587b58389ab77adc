import { pairsOf } from './pairsOf.ts';
import type { SearchTerm } from './parseSearch.ts';
import { quoteLexeme } from './searchVector.ts';
import { splitWords, type Word } from './splitWords.ts';

/** A word looked for; `begins`: any word that begins so will do. */
export type WantedWord = { text: string; begins: boolean };

/** What one term asks for: sequences of words that stand side by side, and pairs of characters that all occur. */
type Wanted = { excluded: boolean; sequences: WantedWord[][]; pairs: string[] };

export type SearchWords = {
  wanted: Wanted[];
  /** Beginnings for which the words there are must be known before the query can be written. */
  beginnings: string[];
  /** For showing what was found: every word looked for, and runs of characters to be found as they are. */
  shown: WantedWord[];
  shownRuns: string[];
};

/** Shorter beginnings are taken as whole words: too many words begin so. Scripts without spaces say more in a letter. */
const LEAST_LETTERS = 3;

/** What the terms of a search ask of the index. A word with signs inside (an address, an order number) is a sequence. */
export function planSearchWords(terms: readonly SearchTerm[]): SearchWords {
  const plan: SearchWords = { wanted: [], beginnings: [], shown: [], shownRuns: [] };
  for (const term of terms) {
    const words = splitWords(term.text);
    if (words.length === 0) continue;
    const wanted: Wanted = { excluded: term.excluded, sequences: [], pairs: [] };
    for (const group of groupsOf(words)) {
      if (group[0]!.parts) addRun(wanted, plan, group[0]!, term);
      else wanted.sequences.push(sequenceOf(group, term));
    }
    plan.wanted.push(wanted);
    if (!term.excluded) plan.shown.push(...wanted.sequences.flat());
    plan.beginnings.push(...wanted.sequences.flat().flatMap((word) => (word.begins ? [word.text] : [])));
  }
  plan.beginnings = [...new Set(plan.beginnings)];
  return plan;
}

/** Neighbours that can be counted as neighbours; a run without spaces stands alone. */
function groupsOf(words: Word[]): Word[][] {
  const groups: Word[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (word.parts || !last || last[0]!.parts) groups.push([word]);
    else last.push(word);
  }
  return groups;
}

function addRun(wanted: Wanted, plan: SearchWords, run: Word, term: SearchTerm): void {
  const pairs = pairsOf(run.text);
  if (pairs.length === 1 && [...run.text].length === 1) {
    wanted.sequences.push([{ text: run.text, begins: !term.phrase }]);
  } else wanted.pairs.push(...pairs);
  if (!term.excluded) plan.shownRuns.push(run.text);
}

/** Only the last word may go on: what stands before it was typed to its end. */
function sequenceOf(group: Word[], term: SearchTerm): WantedWord[] {
  return group.map(({ text }, i) => ({
    text,
    begins:
      !term.phrase &&
      !term.excluded &&
      i === group.length - 1 &&
      (text.length >= LEAST_LETTERS || !/^[\p{sc=Latin}\p{N}]/u.test(text)),
  }));
}

/** A beginning that is not the one whose words are asked for one by one stands for so many words at most. */
const FEW_WORDS = 6;

/**
 * The search as PostgreSQL reads it (`tsquery`), in alternatives of which one must hold: one for each word that the
 * beginning with the most words can be. One query with all of them would make the index read every rare word's list to
 * its end; alternatives each begin at what is rarest. `completions`: the words there are for each beginning; `marks`:
 * groups of marks, of each of which one must be there.
 */
export function formatSearchQueries(
  { wanted }: SearchWords,
  completions: ReadonlyMap<string, readonly string[]>,
  marks: readonly (readonly string[])[],
): string[] {
  const wordsOf = ({ text, begins }: WantedWord) =>
    begins ? [...new Set([text, ...(completions.get(text) ?? [])])] : [text];
  const widest = wanted
    .filter((each) => !each.excluded)
    .flatMap((each) => each.sequences.flat())
    .reduce<WantedWord | undefined>(
      (a, b) => (a && wordsOf(a).length >= wordsOf(b).length ? a : b),
      undefined,
    );
  const alternatives = widest ? wordsOf(widest) : [''];
  return alternatives.map((alternative) => {
    const word = (each: WantedWord) =>
      oneOf(each === widest ? [alternative] : wordsOf(each).slice(0, FEW_WORDS));
    const terms = wanted.map(({ excluded, sequences, pairs }) => {
      const all = [...sequences.map((s) => s.map(word).join(' <-> ')), ...pairs.map(quoteLexeme)];
      const together = all.map((part) => `(${part})`).join(' & ');
      return excluded ? `!(${together})` : together;
    });
    return [...terms, ...marks.map(oneOf)].join(' & ');
  });
}

const oneOf = (words: readonly string[]): string =>
  words.length === 1 ? quoteLexeme(words[0]!) : `(${words.map(quoteLexeme).join(' | ')})`;
