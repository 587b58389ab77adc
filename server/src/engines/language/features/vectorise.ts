import type { Features } from './extractFeatures.ts';
import { kindOf } from './hash.ts';
import type { SparseRows } from './sparse.ts';
import { findFeature, senseStart, type Vocabulary, widthOf } from './vocabulary.ts';
import { findDirection, type WordVectors } from './wordVectors.ts';

/** One message as a sparse vector; the arrays may be longer than `length`. */
export interface SparseVector {
  length: number;
  indices: Int32Array;
  values: Float32Array;
  /** Entries below this position are of the words, the rest of the letters. */
  words: number;
  /** Share of the stems that the vocabulary knows, 0 to 1; 1 where there are none. */
  known: number;
}

/** How long the part of each family is, and how many kinds of feature share it. */
const words = { length: 1.4, kinds: 2 };
const letters = { length: 1.4, kinds: 3 };
const concepts = { length: 1.4, kinds: 1 };
const company = { length: 1.4, kinds: 1 };
const meaningLength = 0.9;

/**
 * A vector of a message over a vocabulary: sublinear counts times the features' weights, each family scaled to its
 * length. What the vocabulary does not know counts in that length like the rarest feature, so a message of unknown words
 * has a short vector and low scores: the best sign that no FAQ fits.
 */
export function vectorise(features: Features, vocabulary: Vocabulary): SparseVector {
  const room =
    features.words.length +
    features.letters.length +
    features.concepts.length +
    features.company.length +
    (vocabulary.meaning?.dimensions ?? 0) +
    (vocabulary.senses?.dimensions ?? 0);
  const vector: SparseVector = {
    length: 0,
    indices: new Int32Array(room),
    values: new Float32Array(room),
    words: 0,
    known: knownShare(features, vocabulary),
  };
  addFamily(vector, features.words, vocabulary, words);
  vector.words = vector.length;
  addFamily(vector, features.letters, vocabulary, letters);
  addFamily(vector, features.concepts, vocabulary, concepts);
  addFamily(vector, features.company, vocabulary, company);
  addDirection(vector, features.stems, vocabulary.meaning, vocabulary.hashes.length, meaningLength);
  addDirection(vector, features.stems, vocabulary.senses, senseStart(vocabulary), meaningLength);
  return vector;
}

/** Vectors of many messages, one row each, with the known share of each. */
export function vectoriseAll(all: Features[], vocabulary: Vocabulary): SparseRows & { known: Float64Array } {
  const vectors = all.map((features) => vectorise(features, vocabulary));
  const starts = new Int32Array(all.length + 1);
  vectors.forEach((vector, i) => {
    starts[i + 1] = starts[i]! + vector.length;
  });
  const size = starts[all.length]!;
  const rows = {
    count: all.length,
    width: widthOf(vocabulary),
    starts,
    indices: new Int32Array(size),
    values: new Float32Array(size),
    known: Float64Array.from(vectors, (vector) => vector.known),
  };
  vectors.forEach((vector, i) => {
    rows.indices.set(vector.indices.subarray(0, vector.length), starts[i]!);
    rows.values.set(vector.values.subarray(0, vector.length), starts[i]!);
  });
  return rows;
}

function knownShare(features: Features, vocabulary: Vocabulary): number {
  if (features.stems.length === 0) return 1;
  let known = 0;
  for (let i = 0; i < features.stems.length; i++) if (isKnown(vocabulary, features.stems[i]!)) known++;
  return known / features.stems.length;
}

/** A weight of 0 says that the feature is to be taken as never seen. */
function isKnown(vocabulary: Vocabulary, hash: number): boolean {
  const feature = findFeature(vocabulary, hash);
  return feature >= 0 && vocabulary.weights[feature]! > 0;
}

/** Each kind of feature in the family has the same share of its length. */
function addFamily(
  vector: SparseVector,
  hashes: number[],
  vocabulary: Vocabulary,
  family: { length: number; kinds: number },
): void {
  const from = vector.length;
  const squares = [0, 0, 0, 0];
  const found = numberFeatures(hashes, vocabulary, squares);
  for (let i = 0; i < found.length; ) {
    const feature = found[i]!;
    let count = 0;
    for (; i < found.length && found[i] === feature; i++) count++;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * vocabulary.weights[feature]!;
    vector.indices[vector.length] = feature;
    vector.values[vector.length++] = value;
    squares[kindOf(vocabulary.hashes[feature]!)]! += value * value;
  }
  const length = family.length / Math.sqrt(family.kinds);
  const scales = squares.map((sum) => (sum === 0 ? 0 : length / Math.sqrt(sum)));
  for (let i = from; i < vector.length; i++)
    vector.values[i]! *= scales[kindOf(vocabulary.hashes[vector.indices[i]!]!)]!;
}

/** Where the message points by what its words mean; its dimensions are numbered from `start` on. */
function addDirection(
  vector: SparseVector,
  stems: number[],
  known: WordVectors | undefined,
  start: number,
  length: number,
): void {
  const direction = known && findDirection(stems, known);
  if (!direction) return;
  for (let d = 0; d < direction.length; d++) {
    vector.indices[vector.length] = start + d;
    vector.values[vector.length++] = direction[d]! * length;
  }
}

/**
 * Sorted, so that repeats stand together and the sum does not depend on the order of words. What is unknown adds to the
 * squares of its kind.
 */
function numberFeatures(hashes: number[], vocabulary: Vocabulary, squares: number[]): Int32Array {
  const found = new Int32Array(hashes.length);
  const { common } = vocabulary;
  const unknown = vocabulary.unknownWeight ** 2;
  const unknownCommon = vocabulary.unknownCommonWeight ** 2;
  let length = 0;
  for (let i = 0; i < hashes.length; i++) {
    const feature = findFeature(vocabulary, hashes[i]!);
    if (feature >= 0 && vocabulary.weights[feature]! > 0) found[length++] = feature;
    else squares[kindOf(hashes[i]!)]! += common.has(hashes[i]!) ? unknownCommon : unknown;
  }
  return found.subarray(0, length).sort();
}
