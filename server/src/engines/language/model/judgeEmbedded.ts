import { logitOf } from '../calibrate/fitLogistic.ts';
import { type DenseJudgement, judgeDense, nearestByClass } from '../dense/denseEvidence.ts';
import { seeDense } from '../dense/seeDense.ts';
import type { MessageJudgement } from './judgeMessage.ts';
import type { Matcher } from './languageModel.ts';

/** The judgement of all families together; undefined where the matcher has no dense one, or no use for this vector. */
export function judgeEmbedded(
  matcher: Matcher,
  plain: MessageJudgement,
  stems: number,
  embedding: ArrayLike<number>,
): DenseJudgement | undefined {
  const classes = matcher.faqs.length;
  const sight = matcher.dense && seeDense(matcher.dense, classes, embedding);
  if (!sight) return undefined;
  const words = nearestByClass(plain.similar, matcher.index.labels, classes);
  const noneLogit = logitOf(matcher.calibration.none, plain.none);
  return judgeDense({ scores: plain.scores, known: plain.vector.known, stems, words }, sight, 1, noneLogit);
}
