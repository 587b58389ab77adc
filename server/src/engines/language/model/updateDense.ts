import { finishFamily, learnDense, prepareDense } from '../dense/learnDense.ts';
import type { Matcher } from './languageModel.ts';
import { listExamples } from './listExamples.ts';
import type { MatcherInput } from './prepareExamples.ts';

/**
 * The dense family learnt anew along the axes that it has, which is quick; weight and calibration are kept. Where vectors
 * are missing (`part` undefined, or too few), the matcher goes on without the family.
 */
export function updateDense(matcher: Matcher, part: MatcherInput | undefined, seed: number): Matcher {
  const { dense, ...without } = matcher;
  if (!dense) return matcher;
  if (!part?.embeddings) return without;
  const { texts, labels } = listExamples(part.faqs);
  const lesson = prepareDense(texts, labels, part.faqs.length, part.embeddings, seed, dense.axes);
  if (!lesson) return without;
  const family = finishFamily(lesson, learnDense(lesson, seed), dense.weight);
  return { ...without, dense: { ...family, calibration: dense.calibration } };
}
