import type { Features } from './extractFeatures.ts';
import type { WordVectors } from './wordVectors.ts';

/** The features that a model knows: a number for each hash, and how much each says. */
export interface Vocabulary {
  /** Feature number to hash; numbers run from 0 in order of first appearance. */
  hashes: Int32Array;
  /** How much a feature says by itself, before the family is normalised. */
  weights: Float32Array;
  /** The weight of what is not in the vocabulary, as if one FAQ had it. */
  unknownWeight: number;
  /** The same for words of the language that say little about any subject. */
  unknownCommonWeight: number;
  /** Stems of such words (`commonStems`). */
  common: ReadonlySet<number>;
  /** Numbers below this are of the words family. */
  wordCount: number;
  /** Numbers from `wordCount` up to this are of the letters. */
  letterEnd: number;
  /** Numbers from `letterEnd` up to this are of the concepts, those behind of the company. */
  conceptEnd: number;
  /** What words mean, where past messages have taught it; with the company. */
  meaning?: WordVectors;
  /** What words mean in general, where that is known of the language; a family of its own, behind all others. */
  senses?: WordVectors;
  /** Open addressing: slot to feature number plus one, 0 for empty. A power of two long. */
  slots: Int32Array;
}

/** The number of a feature, or -1. */
export function findFeature(vocabulary: Vocabulary, hash: number): number {
  const mask = vocabulary.slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const found = vocabulary.slots[slot]!;
    if (found === 0) return -1;
    if (vocabulary.hashes[found - 1] === hash) return found - 1;
  }
}

/**
 * The vocabulary of labelled examples. A feature counts by how few FAQs use it, not by how few messages (inverse class
 * frequency): a word that all examples of one FAQ share is what the FAQ is about, not a common word. Features in fewer
 * than `leastExamples` examples are left out.
 */
export function buildVocabulary(
  examples: Features[],
  labels: Int32Array,
  classes: number,
  leastExamples: number,
  common: ReadonlySet<number>,
  further: FurtherFeatures = { words: [], letters: [], concepts: [], company: [] },
): Vocabulary {
  const order = orderByLabel(labels);
  const words = countFeatures(examples, 'words', labels, order, leastExamples);
  const letters = countFeatures(examples, 'letters', labels, order, leastExamples);
  const concepts = countFeatures(examples, 'concepts', labels, order, leastExamples);
  const company = countFeatures(examples, 'company', labels, order, leastExamples);
  addFurther(words, further.words);
  addFurther(letters, further.letters);
  addFurther(concepts, further.concepts);
  addFurther(company, further.company);
  const kept = [...words, ...letters, ...concepts, ...company];
  const hashes = Int32Array.from(kept, ([hash]) => hash);
  const weights = Float32Array.from(kept, ([hash, count]) => weighFeature(count, classes, common.has(hash)));
  const counts = { words: words.size, letters: letters.size, concepts: concepts.size, classes };
  return indexVocabulary(hashes, weights, counts, common);
}

/** Hashes that belong in a vocabulary although no labelled example has them; they weigh as if one FAQ did. */
export interface FurtherFeatures {
  words: Iterable<number>;
  letters: Iterable<number>;
  concepts: Iterable<number>;
  company: Iterable<number>;
}

/** The features that at least so many of the messages have. */
export function listCommonFeatures(messages: Features[], least: number): FurtherFeatures {
  return {
    words: listCommon(messages, 'words', least),
    letters: listCommon(messages, 'letters', least),
    concepts: listCommon(messages, 'concepts', least),
    company: [],
  };
}

function listCommon(messages: Features[], family: keyof FurtherFeatures, least: number): number[] {
  const counts = new Map<number, number>();
  for (const message of messages)
    for (const hash of new Set(message[family])) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= least).map(([hash]) => hash);
}

function addFurther(counts: Map<number, number>, further: Iterable<number>): void {
  for (const hash of further) if (!counts.has(hash)) counts.set(hash, 1);
}

/**
 * So many FAQs about anything else are imagined beside those there are, all of which use the common words of the language
 * and none any other. With three FAQs nobody could tell otherwise that "parcel" says more than "where"; with a hundred,
 * the FAQs themselves do.
 */
const imagined = 5;

/** Inverse class frequency, smoothed. */
export function weighFeature(classesWithIt: number, classes: number, isCommon: boolean): number {
  return 1 + Math.log((1 + classes + imagined) / (1 + classesWithIt + (isCommon ? imagined : 0)));
}

/** Whether a feature is a common word of the language. */
export function isCommon(vocabulary: Vocabulary, feature: number): boolean {
  return vocabulary.common.has(vocabulary.hashes[feature]!);
}

/** How many numbers a vector may use: the features, then the dimensions of meaning, then those of senses. */
export function widthOf(vocabulary: Vocabulary): number {
  return senseStart(vocabulary) + (vocabulary.senses?.dimensions ?? 0);
}

/** The number of the first dimension of senses. */
export function senseStart({ hashes, meaning }: Vocabulary): number {
  return hashes.length + (meaning?.dimensions ?? 0);
}

/** A vocabulary of the given features, with its slots. */
export function indexVocabulary(
  hashes: Int32Array,
  weights: Float32Array,
  counts: { words: number; letters: number; concepts: number; classes: number },
  common: ReadonlySet<number>,
): Vocabulary {
  let size = 16;
  while (size < hashes.length * 2) size *= 2;
  const slots = new Int32Array(size);
  for (let feature = 0; feature < hashes.length; feature++) {
    let slot = hashes[feature]! & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = feature + 1;
  }
  return {
    hashes,
    weights,
    wordCount: counts.words,
    letterEnd: counts.words + counts.letters,
    conceptEnd: counts.words + counts.letters + counts.concepts,
    unknownWeight: weighFeature(1, counts.classes, false),
    unknownCommonWeight: weighFeature(1, counts.classes, true),
    common,
    slots,
  };
}

interface Count {
  examples: number;
  classes: number;
  lastExample: number;
  lastClass: number;
}

/** Number of classes by feature. In `order` examples come grouped by class, so that a class is counted once. */
function countFeatures(
  examples: Features[],
  family: keyof FurtherFeatures,
  labels: Int32Array,
  order: Int32Array,
  leastExamples: number,
): Map<number, number> {
  const counts = new Map<number, Count>();
  for (const example of order) {
    const hashes = examples[example]![family];
    for (let i = 0; i < hashes.length; i++) countOnce(counts, hashes[i]!, example, labels[example]!);
  }
  const kept = new Map<number, number>();
  for (const [hash, count] of counts) if (count.examples >= leastExamples) kept.set(hash, count.classes);
  return kept;
}

function countOnce(counts: Map<number, Count>, hash: number, example: number, label: number): void {
  const count = counts.get(hash);
  if (!count) {
    counts.set(hash, { examples: 1, classes: 1, lastExample: example, lastClass: label });
    return;
  }
  if (count.lastExample === example) return;
  count.lastExample = example;
  count.examples++;
  if (count.lastClass !== label) {
    count.lastClass = label;
    count.classes++;
  }
}

function orderByLabel(labels: Int32Array): Int32Array {
  return Int32Array.from(labels.keys()).sort((a, b) => labels[a]! - labels[b]! || a - b);
}
