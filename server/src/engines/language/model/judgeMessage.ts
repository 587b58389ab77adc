import { findNearest } from '../calibrate/crossValidate.ts';
import { type Evidence, findTopTwo, gatherEvidence, noneEvidence } from '../calibrate/evidence.ts';
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
  /** Evidence that no FAQ fits. */
  none: Evidence;
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
  const nearest = findNearest(similar, matcher.index.labels, best);
  const evidence = gatherEvidence({
    scores,
    best,
    second,
    known: vector.known,
    stems: features.stems.length,
    ...nearest,
  });
  const none = noneEvidence(
    matcher.plain ? bestPlain(matcher.plain, classes, vector) : scores[best]!,
    classes,
    Math.max(nearest.nearestOfBest, nearest.nearestOfOthers),
  );
  return { vector, scores, best, second, evidence, none, similar };
}

/** The best score by the weights that were learnt from examples alone. */
function bestPlain(plain: NonNullable<Matcher['plain']>, classes: number, vector: SparseVector): number {
  const { indices, values, length } = vector;
  const scores = scoreQuantised(plain.weights, plain.scales, classes, indices, values, length);
  return scores[findTopTwo(scores).best]!;
}
