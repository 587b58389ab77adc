import {
  type CalibrateOptions,
  errorShrinkage,
  fitRight,
  fitTemperature,
  setThresholds,
  temperatures,
} from '../calibrate/calibrate.ts';
import type { Judged, Trial } from '../calibrate/crossValidate.ts';
import { fitLogistic, logitOf } from '../calibrate/fitLogistic.ts';
import { logSumExp } from '../classify/stepDual.ts';
import type { Calibration } from '../model/languageModel.ts';
import { denseEvidenceSize, judgeDense } from './denseEvidence.ts';

/** How much the dense scores may count beside the others. */
const weights = [0.25, 0.5, 1, 2, 4];
/** How far the gain must stand out, in standard errors: noise gains something by chance at the best of five weights. */
const clear = 2;
/** Fewer judged examples prove nothing. */
const leastJudged = 15;
/** What is believed of none without the vector counts like so many messages. */
const noneStrength = 20;

/**
 * How much the dense family is to count, by cross-validation, and how far all families together are to be trusted then.
 * Undefined where it does not clearly make the right FAQs of held-out examples more likely: then the model is better off
 * without, and asks nobody for vectors.
 */
export function calibrateDense(
  trial: Trial,
  judged: Judged[],
  strangers: Judged[],
  plain: Calibration,
  options: CalibrateOptions,
): { weight: number; calibration: Calibration } | undefined {
  const weight = chooseWeight(judged.filter((one) => one.dense));
  if (weight === 0) return undefined;
  const own = rejudge(judged, weight, plain, false);
  const foreign = rejudge(strangers, weight, plain, true);
  const temperature = fitTemperature(own);
  const calibration: Calibration = {
    right: fitRight(trial, own, options, temperature, denseEvidenceSize),
    none: fitNone(own, foreign),
    nonePrior: options.nonePrior,
    temperature,
    answerAt98: 1.01,
    answerAt95: 1.01,
  };
  return {
    weight,
    calibration: setThresholds(calibration, own, foreign, errorShrinkage(trial, options)),
  };
}

function chooseWeight(judged: Judged[]): number {
  if (judged.length < leastJudged) return 0;
  const without = surprises(judged, 0);
  let chosen = { weight: 0, gain: 0 };
  for (const weight of weights) {
    const gains = surprises(judged, weight).map((surprise, i) => without[i]! - surprise);
    const gain = mean(gains);
    const error = Math.sqrt(mean(gains.map((one) => (one - gain) ** 2)) / gains.length);
    if (gain > clear * error && gain > chosen.gain) chosen = { weight, gain };
  }
  return chosen.weight;
}

/** For each example how little it was expected, at the temperature under which that is least. */
function surprises(judged: Judged[], weight: number): number[] {
  let best: number[] = [];
  let least = Infinity;
  for (const temperature of temperatures) {
    const found = judged.map(({ label, scores, dense }) => {
      const scaled = scores.map((score, c) => (score + weight * dense!.sight.scores[c]!) / temperature);
      return logSumExp(scaled, scaled.length) - scaled[label]!;
    });
    const sum = mean(found);
    if (sum >= least) continue;
    least = sum;
    best = found;
  }
  return best;
}

/** What was judged without vectors, judged with them; what has none is left out. */
function rejudge(all: Judged[], weight: number, plain: Calibration, isForeign: boolean): Judged[] {
  return all.flatMap((one) => {
    if (!one.dense) return [];
    const { scores, best, evidence, none } = judgeDense(
      one.dense.plain,
      one.dense.sight,
      weight,
      logitOf(plain.none, one.none),
    );
    // Where FAQs were held out, classes are numbered without them; nothing is right there, whatever its number.
    return [{ scores, best: isForeign ? -2 : best, evidence, none, label: one.label }];
  });
}

/** Starts from what is told without the vector, and moves as far as held-out FAQs say. */
function fitNone(judged: Judged[], strangers: Judged[]) {
  const all = judged.length > 0 && strangers.length > 0 ? [...judged, ...strangers] : [];
  const size = all.length / 2;
  return fitLogistic(
    all.map((one) => one.none),
    Uint8Array.from(all, (_, i) => Number(i >= judged.length)),
    Float64Array.from(all, (_, i) => size / (i < judged.length ? judged.length : strangers.length)),
    noneStrength,
    { weights: [1, 0, 0], intercept: 0, strength: noneStrength },
  );
}

const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
