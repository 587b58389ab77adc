import { expandWord } from '../text/expandWord.ts';
import { foldText } from '../text/foldText.ts';
import { splitWords, type Word } from '../text/splitWords.ts';
import { findConcepts } from './findConcepts.ts';
import { hashPair, hashText, markKind } from './hash.ts';
import { hashStems, wordSeed } from './hashStems.ts';

/** The kinds of feature; each is weighted and normalised by itself. */
export const families = ['words', 'letters', 'concepts', 'company'] as const;

/** What a message says, as hashes of its features, one list (with repeats) per family. */
export interface Features {
  words: number[];
  letters: number[];
  /** What the words mean, each concept once. */
  concepts: number[];
  /** Pairs of different stems, whatever their order and distance. */
  company: number[];
  /** The stems in order, for neighbours in meaning and for the explanation. */
  stems: number[];
}

/**
 * The features of a message: stems and pairs of stems with the message's edges, groups of 2 to 4 letters inside words,
 * and groups of 1 to 3 characters in scripts without blanks. Bounded by `maxTextLength` and `maxWords`.
 */
export function extractFeatures(text: string, language: string): Features {
  return featuresOf(splitWords(foldText(text)), language);
}

export function featuresOf(pieces: Word[], language: string): Features {
  const features: Features = { words: [], letters: [], concepts: [], company: [], stems: [] };
  let previous = edge;
  for (const piece of pieces) {
    if (piece.kind === 'dense') {
      addDense(piece.text, features);
      continue;
    }
    const known = lookUp(piece, language);
    for (let i = 0; i < known.stems.length; i++) {
      const stem = known.stems[i]!;
      features.stems.push(stem);
      features.words.push(stem, markKind(hashPair(previous, stem, pairSeed), 1));
      previous = stem;
    }
    for (let i = 0; i < known.letters.length; i++) features.letters.push(known.letters[i]!);
  }
  if (previous !== edge) features.words.push(markKind(hashPair(previous, edge, pairSeed), 1));
  features.concepts = findConcepts(features.stems, language);
  features.company = pairStems(features.stems);
  return features;
}

const pairSeed = 2;
const letterSeed = 3;
const denseSeed = 4;
const companySeed = 5;
/** Of so many different stems pairs are made; a longer message has enough of them. */
const mostCompany = 30;
const edge = 0x51ed270b;

function pairStems(stems: number[]): number[] {
  const different = [...new Set(stems)].slice(0, mostCompany).sort((a, b) => a - b);
  const pairs: number[] = [];
  for (let i = 0; i < different.length; i++)
    for (let j = i + 1; j < different.length; j++)
      pairs.push(markKind(hashPair(different[i]!, different[j]!, companySeed), 0));
  return pairs;
}

interface KnownWord {
  stems: number[];
  letters: number[];
}

/** Words come again and again; their features are kept. Forgotten as a whole when full, so memory stays bounded. */
const known = new Map<string, Map<string, KnownWord>>();
const maxKnown = 20_000;

function lookUp(piece: Word, language: string): KnownWord {
  let words = known.get(language);
  if (!words) {
    if (known.size > 50) known.clear();
    words = new Map();
    known.set(language, words);
  }
  let found = words.get(piece.text);
  if (!found) {
    found = piece.kind === 'word' ? readWord(piece.text, language) : readSymbol(piece.text);
    if (words.size >= maxKnown) words.clear();
    words.set(piece.text, found);
  }
  return found;
}

function readSymbol(text: string): KnownWord {
  return {
    stems: [markKind(hashText(text, wordSeed), 0)],
    letters: [markKind(hashText(text, letterSeed), 0)],
  };
}

function readWord(word: string, language: string): KnownWord {
  return {
    stems: hashStems(word, language),
    letters: expandWord(word, language).flatMap(groupLetters),
  };
}

function groupLetters(word: string): number[] {
  const padded = `_${word}_`;
  const groups: number[] = [];
  for (let size = 2; size <= 4; size++)
    for (let from = 0; from + size <= padded.length; from++)
      groups.push(markKind(hashText(padded, letterSeed, from, from + size), size - 2));
  return groups;
}

/** Pairs of characters stand for the words that nothing parts in such scripts. */
function addDense(run: string, features: Features): void {
  for (let from = 0; from < Math.max(1, run.length - 1); from++) {
    const stem = markKind(hashText(run, wordSeed, from, Math.min(run.length, from + 2)), 0);
    features.stems.push(stem);
    features.words.push(stem);
  }
  for (let from = 0; from < run.length; from++)
    for (let size = 1; size <= 3 && from + size <= run.length; size++)
      features.letters.push(markKind(hashText(run, denseSeed, from, from + size), size - 1));
}
