import { logSumExp } from '../classify/stepDual.ts';

/**
 * What speaks for and against the best FAQ of a message, as numbers that a small logistic model weighs. The same
 * function serves cross-validation and live messages, so that both mean the same.
 */
export type Evidence = Float64Array;

export const evidenceSize = 9;

/**
 * What tells whether any FAQ fits: the best score, in units of what is usual among so many FAQs, and the nearest example.
 * The score is that of the model before it learnt from past messages, which teach it to find an FAQ for everything. Held-out FAQs stand in for foreign questions when this is fitted; the rest of the
 * evidence tells those two apart and misleads.
 */
export function noneEvidence(bestScore: number, classes: number, nearest: number): Evidence {
  return Float64Array.of(bestScore / Math.log(1 + classes), nearest);
}

/** What is known of one message when the evidence is gathered. */
export interface Sighting {
  scores: Float64Array;
  best: number;
  second: number;
  /** Share of the stems that the model knows. */
  known: number;
  stems: number;
  /** Cosine of the words to the nearest example of the best FAQ, and of any other. */
  nearestOfBest: number;
  nearestOfOthers: number;
}

export function gatherEvidence(sighting: Sighting): Evidence {
  const { scores, best, second } = sighting;
  const logSum = logSumExp(scores, scores.length);
  const logBest = scores[best]! - logSum;
  const rest = Math.max(1e-9, -Math.expm1(logBest));
  return Float64Array.of(
    logBest - Math.log(rest),
    scores[best]! - scores[second]!,
    scores[best]!,
    logSum,
    sighting.known,
    Math.log1p(sighting.stems),
    sighting.nearestOfBest,
    sighting.nearestOfOthers,
    Math.max(sighting.nearestOfBest, sighting.nearestOfOthers) ** 2,
  );
}

/** Best and second best class among those allowed; second is best where there is no other. */
export function findTopTwo(scores: Float64Array, barred?: Uint8Array): { best: number; second: number } {
  let best = -1;
  let second = -1;
  for (let c = 0; c < scores.length; c++) {
    if (barred?.[c]) continue;
    if (best < 0 || scores[c]! > scores[best]!) {
      second = best;
      best = c;
    } else if (second < 0 || scores[c]! > scores[second]!) second = c;
  }
  return { best, second: second < 0 ? best : second };
}
