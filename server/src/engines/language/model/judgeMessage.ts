import { findNearest } from '../calibrate/crossValidate.ts';
import { type Evidence, findTopTwo, gatherEvidence } from '../calibrate/evidence.ts';
import { compareExamples } from '../calibrate/exampleIndex.ts';
import type { Features } from '../features/extractFeatures.ts';
import { type SparseVector, vectorise } from '../features/vectorise.ts';
import type { Matcher } from './languageModel.ts';
import { scoreQuantised, scoreSparse } from './quantise.ts';

/** A message as a matcher sees it. */
export interface MessageJudgement {
  vector: SparseVector;
  scores: Float64Array;
  best: number;
  second: number;
  evidence: Evidence;
  /** Cosine of the words with each example. */
  similar: Float32Array;
}

export function judgeMessage(matcher: Matcher, features: Features): MessageJudgement {
  const classes = matcher.faqs.length;
  const vector = vectorise(features, matcher.vocabulary);
  const { indices, values, length } = vector;
  const scores = matcher.pattern
    ? scoreSparse(matcher, matcher.pattern, classes, vector)
    : scoreQuantised(matcher.weights, matcher.scales, classes, indices, values, length);
  const { best, second } = findTopTwo(scores);
  const similar = new Float32Array(matcher.index.labels.length);
  compareExamples(matcher.index, indices, values, vector.words, similar);
  const evidence = gatherEvidence({
    scores,
    best,
    second,
    known: vector.known,
    stems: features.stems.length,
    ...findNearest(similar, matcher.index.labels, best),
  });
  return { vector, scores, best, second, evidence, similar };
}
