import { type DenseHead, denseArraysOf, denseHeadOf } from './encodeDense.ts';
import type { LanguageModel, Matcher } from './languageModel.ts';
import { type StoredCalibration, storeCalibration } from './storedCalibration.ts';

/** The first four bytes, then the version of the format. */
export const magic = 'CLM5';
/** The versions before, which can be read as well. */
export const olderMagics = ['CLM4', 'CLM3', 'CLM2'];

/** The arrays of a matcher in the order they are stored; the letter is the kind of array. */
export const sections = [
  ['fingerprints', 'i32'],
  ['hashes', 'i32'],
  ['featureWeights', 'f32'],
  ['scales', 'f32'],
  ['labels', 'i32'],
  ['numbers', 'i32'],
  ['starts', 'i32'],
  ['examples', 'i32'],
  ['strengths', 'u8'],
  ['meaningStems', 'i32'],
  ['meaningScales', 'f32'],
  ['meaningMean', 'f32'],
  ['meaningVectors', 'i8'],
  ['weights', 'i8'],
  ['patternStarts', 'i32'],
  ['patternClasses', 'i32'],
  ['plainWeights', 'i8'],
  ['plainScales', 'f32'],
  ['senseMean', 'f32'],
] as const;

/** What is stored about a matcher beside its arrays. */
export interface MatcherHead {
  language: string;
  faqs: string[];
  wordCount: number;
  letterEnd: number;
  /** Missing in versions before, which knew no concepts. */
  conceptEnd?: number;
  words: string[];
  calibration: StoredCalibration;
  lengths: number[];
  /** What was learnt from dense vectors; its arrays stand behind those of all matchers, so that who does not know of it reads the rest. */
  dense?: DenseHead;
}

/**
 * A model as bytes: magic, length of the head, head as JSON, then the arrays, each on a multiple of 8, little endian.
 * What can be made again quickly (the table of slots) is left out.
 */
export function encodeModel(model: LanguageModel): Uint8Array {
  const { feedback, embeddings } = model;
  const head = JSON.stringify({ matchers: model.matchers.map(headOf), feedback, embeddings });
  const headBytes = new TextEncoder().encode(head);
  const arrays = [
    ...model.matchers.flatMap(arraysOf),
    ...model.matchers.flatMap(({ dense }) => (dense ? denseArraysOf(dense) : [])),
  ];
  const start = align(8 + headBytes.length);
  const size = arrays.reduce((sum, array) => sum + align(array.byteLength), start);
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode(magic), 0);
  new DataView(bytes.buffer).setUint32(4, headBytes.length, true);
  bytes.set(headBytes, 8);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += align(array.byteLength);
  }
  return bytes;
}

/** The next multiple of 8, on which every kind of array may start. */
export function align(position: number): number {
  return (position + 7) & ~7;
}

function arraysOf(matcher: Matcher) {
  const { meaning } = matcher.vocabulary;
  const none = new Int32Array(0);
  return [
    matcher.fingerprints,
    matcher.vocabulary.hashes,
    matcher.vocabulary.weights,
    matcher.scales,
    matcher.index.labels,
    matcher.exampleNumbers,
    matcher.index.starts,
    matcher.index.examples,
    matcher.index.strengths,
    meaning?.stems ?? none,
    meaning?.scales ?? none,
    meaning?.mean ?? none,
    meaning?.vectors ?? none,
    matcher.weights,
    matcher.pattern?.starts ?? none,
    matcher.pattern?.classes ?? none,
    matcher.plain?.weights ?? new Int8Array(0),
    matcher.plain?.scales ?? new Float32Array(0),
    matcher.vocabulary.senses?.mean ?? new Float32Array(0),
  ];
}

function headOf(matcher: Matcher): MatcherHead {
  return {
    language: matcher.language,
    faqs: matcher.faqs,
    wordCount: matcher.vocabulary.wordCount,
    letterEnd: matcher.vocabulary.letterEnd,
    conceptEnd: matcher.vocabulary.conceptEnd,
    words: matcher.words,
    calibration: storeCalibration(matcher.calibration),
    lengths: arraysOf(matcher).map((array) => array.length),
    ...(matcher.dense && { dense: denseHeadOf(matcher.dense) }),
  };
}
