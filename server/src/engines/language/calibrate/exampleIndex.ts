import { kindOf } from '../features/hash.ts';
import type { SparseRows } from '../features/sparse.ts';
import type { Vocabulary } from '../features/vocabulary.ts';

/** Which examples have a stem, and how strongly: finds the examples nearest to a message. */
export interface ExampleIndex {
  /** Class of each example. */
  labels: Int32Array;
  /** Feature f has entries `starts[f]` to `starts[f + 1]`. */
  starts: Int32Array;
  examples: Int32Array;
  /** 255 stands for 1. */
  strengths: Uint8Array;
}

/**
 * Indexes the stems (pairs are left out: they say less about the subject and cost the more) of the first rows, one for
 * each label.
 */
export function indexExamples(rows: SparseRows, labels: Int32Array, vocabulary: Vocabulary): ExampleIndex {
  const { wordCount, hashes } = vocabulary;
  const isStem = (feature: number) => feature < wordCount && kindOf(hashes[feature]!) === 0;
  const starts = new Int32Array(wordCount + 1);
  const end = rows.starts[labels.length]!;
  for (let entry = 0; entry < end; entry++) {
    const feature = rows.indices[entry]!;
    if (isStem(feature)) starts[feature + 1]!++;
  }
  for (let feature = 0; feature < wordCount; feature++) starts[feature + 1]! += starts[feature]!;
  const index: ExampleIndex = {
    labels,
    starts,
    examples: new Int32Array(starts[wordCount]!),
    strengths: new Uint8Array(starts[wordCount]!),
  };
  const next = starts.slice();
  for (let row = 0; row < labels.length; row++)
    for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
      const feature = rows.indices[entry]!;
      if (!isStem(feature)) continue;
      const at = next[feature]!++;
      index.examples[at] = row;
      index.strengths[at] = Math.round(rows.values[entry]! * 255);
    }
  return index;
}

/** Cosine of a message's stems with every example's, into `out` (one per example). */
export function compareExamples(
  index: ExampleIndex,
  indices: Int32Array,
  values: Float32Array,
  length: number,
  out: Float32Array,
): void {
  out.fill(0);
  const wordCount = index.starts.length - 1;
  for (let entry = 0; entry < length; entry++) {
    const feature = indices[entry]!;
    if (feature >= wordCount) continue;
    const value = values[entry]! / 255;
    const end = index.starts[feature + 1]!;
    for (let at = index.starts[feature]!; at < end; at++)
      out[index.examples[at]!]! += value * index.strengths[at]!;
  }
}
