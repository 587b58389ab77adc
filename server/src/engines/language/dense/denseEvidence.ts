import { type Evidence, findTopTwo, gatherEvidence } from '../calibrate/evidence.ts';
import type { DenseSight } from './denseFamily.ts';

/** What the matcher knows of a message without its vector, as far as it is needed here. */
export interface PlainSight {
  scores: Float64Array;
  known: number;
  stems: number;
  /** Cosine in words of the nearest example of each class. */
  words: Float32Array;
}

/** A message judged by all families together. */
export interface DenseJudgement {
  scores: Float64Array;
  best: number;
  second: number;
  evidence: Evidence;
  /** Log odds that none fits as told without the vector, the cosine of the nearest example of all, and the best score. */
  none: Evidence;
}

/** `weight`: how much the dense scores count; 1 where they hold it already. */
export function judgeDense(
  plain: PlainSight,
  sight: DenseSight,
  weight: number,
  plainNoneLogit: number,
): DenseJudgement {
  const scores = plain.scores.map((score, c) => score + weight * sight.scores[c]!);
  const { best, second } = findTopTwo(scores);
  const words = splitBest(plain.words, best);
  const near = splitBest(sight.near, best);
  const evidence = gatherEvidence({
    scores,
    best,
    second,
    known: plain.known,
    stems: plain.stems,
    nearestOfBest: words.own,
    nearestOfOthers: words.others,
  });
  return {
    scores,
    best,
    second,
    evidence: Float64Array.of(...evidence, near.own, near.others),
    none: Float64Array.of(
      plainNoneLogit,
      Math.max(near.own, near.others),
      scores[best]! / Math.log(1 + scores.length),
    ),
  };
}

/** How much there is beside what speaks without a vector. */
export const denseEvidenceSize = 2;

/** Cosine in words of the nearest example of each class. */
export function nearestByClass(
  similar: Float32Array,
  labels: Int32Array,
  classes: number,
  skipped?: Uint8Array,
): Float32Array {
  const nearest = new Float32Array(classes);
  for (let i = 0; i < labels.length; i++)
    if (similar[i]! > nearest[labels[i]!]! && !skipped?.[i]) nearest[labels[i]!] = similar[i]!;
  return nearest;
}

function splitBest(values: Float32Array, best: number): { own: number; others: number } {
  let others = 0;
  for (let c = 0; c < values.length; c++) if (c !== best && values[c]! > others) others = values[c]!;
  return { own: Math.max(0, values[best]!), others };
}
