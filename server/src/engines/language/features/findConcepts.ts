import { conceptWords } from '../text/conceptWords.ts';
import { hashPair, hashText, markKind } from './hash.ts';
import { hashStems } from './hashStems.ts';

/** What the words and phrases of a language mean. */
interface Lexicon {
  /** Stem, or the stems of a phrase as `joinStems` has them, to the concepts it may stand for. */
  concepts: Map<number, number[]>;
  /** The beginnings of phrases: their first stem, or the first ones joined. */
  beginnings: Set<number>;
}

const conceptSeed = 6;
const made = new Map<string, Lexicon | undefined>();

/**
 * What a message is about, whatever words it uses, as hashes: each concept once that one of its words or phrases may stand
 * for, and the stems that stand for none. Empty in languages for which no concepts are known.
 */
export function findConcepts(stems: number[], language: string): number[] {
  const lexicon = lexiconOf(language);
  if (!lexicon) return [];
  const found = new Set<number>();
  for (let i = 0; i < stems.length; i++) {
    const own = lexicon.concepts.get(stems[i]!);
    if (own) for (const concept of own) found.add(concept);
    else found.add(markKind(hashPair(stems[i]!, 0, conceptSeed), 0));
    let phrase = stems[i]!;
    for (let end = i + 1; end < stems.length && lexicon.beginnings.has(phrase); end++) {
      phrase = joinStems(phrase, stems[end]!);
      for (const concept of lexicon.concepts.get(phrase) ?? []) found.add(concept);
    }
  }
  return [...found];
}

function lexiconOf(language: string): Lexicon | undefined {
  if (!made.has(language)) made.set(language, readLexicon(language));
  return made.get(language);
}

function readLexicon(language: string): Lexicon | undefined {
  const groups = Object.hasOwn(conceptWords, language) ? conceptWords[language]!.trim().split('\n') : [];
  if (groups.length === 0) return undefined;
  const lexicon: Lexicon = { concepts: new Map(), beginnings: new Set() };
  for (const group of groups) {
    const concept = markKind(hashText(group, conceptSeed), 0);
    for (const phrase of group.split(' ')) addPhrase(lexicon, phrase, language, concept);
  }
  return lexicon;
}

function addPhrase({ concepts, beginnings }: Lexicon, phrase: string, language: string, concept: number) {
  const stems = phrase.split('_').flatMap((word) => hashStems(word, language));
  let joined = stems[0]!;
  for (const stem of stems.slice(1)) {
    beginnings.add(joined);
    joined = joinStems(joined, stem);
  }
  const known = concepts.get(joined) ?? [];
  if (!known.includes(concept)) concepts.set(joined, [...known, concept]);
}

function joinStems(before: number, stem: number): number {
  return hashPair(before, stem, conceptSeed);
}
