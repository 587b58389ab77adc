import type { Features } from './extractFeatures.ts';

/** The features that a model knows: a number for each hash, and how much each says. */
export interface Vocabulary {
  /** Feature number to hash; numbers run from 0 in order of first appearance. */
  hashes: Int32Array;
  /** How much a feature says by itself, before the family is normalised. */
  weights: Float32Array;
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
): Vocabulary {
  const counts = countFeatures(examples, labels);
  const kept = [...counts].filter(([, count]) => count.examples >= leastExamples);
  const hashes = Int32Array.from(kept, ([hash]) => hash);
  const weights = Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + classes) / (1 + count.classes)));
  return indexVocabulary(hashes, weights);
}

/** A vocabulary of the given features, with its slots. */
export function indexVocabulary(hashes: Int32Array, weights: Float32Array): Vocabulary {
  let size = 16;
  while (size < hashes.length * 2) size *= 2;
  const slots = new Int32Array(size);
  for (let feature = 0; feature < hashes.length; feature++) {
    let slot = hashes[feature]! & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = feature + 1;
  }
  return { hashes, weights, slots };
}

interface Count {
  examples: number;
  classes: number;
  lastExample: number;
  lastClass: number;
}

/** Examples must come grouped by class, so that a class is counted once without remembering all. */
function countFeatures(examples: Features[], labels: Int32Array): Map<number, Count> {
  const counts = new Map<number, Count>();
  for (const example of orderByLabel(labels)) {
    const label = labels[example]!;
    for (const list of [examples[example]!.words, examples[example]!.letters])
      for (let i = 0; i < list.length; i++) countOnce(counts, list[i]!, example, label);
  }
  return counts;
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
