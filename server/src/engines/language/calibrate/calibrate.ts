import { logSumExp } from '../classify/stepDual.ts';
import type { Calibration } from '../model/languageModel.ts';
import { type Judged, judgeStrangers, type Trial } from './crossValidate.ts';
import { evidenceSize } from './evidence.ts';
import { type Belief, fitLogistic, type Logistic, logitOf } from './fitLogistic.ts';
import { fitOffsets, offsetsWithout } from './fitOffsets.ts';
import { pickThreshold } from './pickThreshold.ts';

export interface CalibrateOptions {
  folds: number;
  strangerFolds: number;
  strangerRounds: number;
  /** Examples judged at most in each of the two passes. */
  limit: number;
  nonePrior: number;
  /** Judges known messages that no FAQ fits by the finished model. */
  judgeNones: () => Judged[];
  onStep: () => void;
}

/** Messages that no FAQ fits: those of FAQs held out, and those that are known. */
export function judgeForeign(trial: Trial, options: CalibrateOptions): Judged[] {
  return [
    ...judgeStrangers(trial, options.strangerFolds, options.limit, options.onStep, options.strangerRounds),
    ...options.judgeNones(),
  ];
}

/**
 * Learns from cross-validation how far the scores are to be trusted: the chance that the best FAQ is right, the chance
 * that none fits, and the thresholds that keep a promise.
 */
export function calibrate(
  trial: Trial,
  judged: Judged[],
  strangers: Judged[],
  options: CalibrateOptions,
): Calibration {
  const temperature = fitTemperature(judged);
  const right = fitRight(trial, judged, options, temperature);
  const none = fitNone(judged, strangers, trial.method.kind, trial.lesson.classes);
  const calibration = {
    right: judged.length > 0 ? right : flat(evidenceSize),
    offsets: fitOffsets(right, judged, trial.lesson.classes, errorShrinkage(trial, options)),
    none,
    nonePrior: options.nonePrior,
    temperature,
    answerAt98: 1.01,
    answerAt95: 1.01,
  };
  return setThresholds(calibration, judged, strangers, errorShrinkage(trial, options));
}

/** The least probabilities that keep the promises, by what was judged. */
export function setThresholds(
  calibration: Calibration,
  judged: Judged[],
  strangers: Judged[],
  shrinkage: number,
): Calibration {
  const { nonePrior, right, offsets } = calibration;
  const own = offsets && offsetsWithout(right, judged, offsets.length, shrinkage);
  const foreign = offsets && Float64Array.from(strangers, (one) => offsets[one.best]!);
  const share = (nonePrior * judged.length) / Math.max(1, strangers.length);
  const points = [
    ...pointsOf(judged, own, calibration, { right: 1 - nonePrior, wrong: (1 - nonePrior) * shrinkage }),
    ...pointsOf(strangers, foreign, calibration, { right: share, wrong: share }),
  ];
  calibration.answerAt98 = pickThreshold(points, 0.98);
  calibration.answerAt95 = pickThreshold(points, 0.95);
  return calibration;
}

/** `further`: so many pieces of evidence behind the usual ones, of which nothing is believed beforehand. */
export function fitRight(
  trial: Trial,
  judged: Judged[],
  options: CalibrateOptions,
  temperature: number,
  further = 0,
): Logistic {
  const isSoftmax = trial.method.kind === 'softmax';
  return fitLogistic(
    judged.map((one) => one.evidence),
    Uint8Array.from(judged, (one) => Number(one.best === one.label)),
    Float64Array.from(judged, (one) => (one.best === one.label ? 1 : errorShrinkage(trial, options))),
    isSoftmax ? rightStrength : ridge,
    isSoftmax ? believeRight(trial.history ? temperature : 1, further) : undefined,
  );
}

const ridge = 1;
/**
 * What speaks for the best FAQ in any set, in the order of `gatherEvidence`: fitted on draws of 3 to 20 FAQs with 4 to 10
 * examples out of the same three sets, which agree. A set of some dozens of examples tells little more by itself.
 */
const rightBelief = { weights: [0.3, 1, 0.4, -0.55, 0.4, 0.4, 4.5, -5.5, 0], intercept: 0.3 };
const rightStrength = 5;
/** The first so many inputs are scores. */
const scoreInputs = 4;

/** Where scores come in another `unit` (past messages make them several times as large), what they say is as much less. */
function believeRight(unit: number, further: number): Belief & { strength: number } {
  const known = rightBelief.weights.map((weight, j) => (j < scoreInputs ? weight / unit : weight));
  const weights = [...known, ...new Array<number>(further).fill(0)];
  return { weights, intercept: rightBelief.intercept, strength: 1 };
}

function flat(size: number) {
  return {
    means: new Float64Array(size),
    scales: new Float64Array(size).fill(1),
    weights: new Float64Array(size),
    intercept: 0,
  };
}

/**
 * What tells foreign messages from others in any set of FAQs: fitted on draws out of public sets, foreign messages being
 * those of the other FAQs, at even odds: 3 to 20 FAQs with 5 to 60 examples, and 40 to 70. The more FAQs, the more the
 * score tells. Scores of the two methods differ.
 */
const beliefs = {
  softmax: { few: [-1.1, -6.2, 2.8], many: [-2.2, -2.6, 3] },
  margin: { few: [-1.5, -6, 4.5], many: [-3.3, -2.6, 4.4] },
};
const fewFaqs = 10;
const manyFaqs = 40;

function believe(kind: keyof typeof beliefs, classes: number): Belief & { share: number } {
  const { few, many } = beliefs[kind];
  const share = Math.max(0, Math.min(1, Math.log(classes / fewFaqs) / Math.log(manyFaqs / fewFaqs)));
  const [score, nearest, intercept] = few.map((value, i) => value + share * (many[i]! - value));
  return { weights: [score!, nearest!], intercept: intercept!, share };
}

/** The belief counts like four times so many messages; with many FAQs the weights more. */
const beliefStrength = 20;
const weightsStrength = 2;

/**
 * Even odds: both kinds weigh the same in sum, whatever their number. Held-out FAQs are nearer to the others than what
 * is foreign, so they tell where the line is better than what it depends on.
 */
function fitNone(judged: Judged[], strangers: Judged[], kind: keyof typeof beliefs, classes: number) {
  const all = judged.length > 0 && strangers.length > 0 ? [...judged, ...strangers] : [];
  const size = all.length / 2;
  const belief = believe(kind, classes);
  return fitLogistic(
    all.map((one) => one.none),
    Uint8Array.from(all, (_, i) => Number(i >= judged.length)),
    Float64Array.from(all, (_, i) => size / (i < judged.length ? judged.length : strangers.length)),
    beliefStrength + weightsStrength * belief.share * size,
    { ...belief, strength: beliefStrength },
  );
}

/** How errors fall with the number of examples: to the power of minus this (Hestness et al. 2017 and own measurements). */
const learningExponent = 0.35;
/** The same where past messages teach (own draws of 10 examples: 14 to 20 in 100 errors where 14 to 25 were judged). */
const historyShrinkage = 0.9;

/**
 * The judging models have seen fewer examples than the finished one and err more often. Each error counts for as many as
 * the finished model is to be expected to make.
 */
export function errorShrinkage(trial: Trial, options: CalibrateOptions): number {
  // These have seen half of the past messages, in shorter rounds, too.
  if (trial.history) return historyShrinkage;
  const parts = Math.max(options.folds, Math.ceil((options.folds * trial.real) / options.limit));
  return (1 - 1 / parts) ** learningExponent;
}

/** Points for the thresholds, each with its own offset, where there are such. */
function pointsOf(
  judged: Judged[],
  offsets: Float64Array | undefined,
  calibration: Calibration,
  weights: { right: number; wrong: number },
) {
  return judged.map(({ best, label, evidence, none }, i) => {
    const logit = logitOf(calibration.right, evidence) + (offsets?.[i] ?? 0);
    const right = best === label;
    return {
      probability: (1 - noneProbability(calibration, none)) / (1 + Math.exp(-logit)),
      right,
      weight: right ? weights.right : weights.wrong,
    };
  });
}

/** Log odds that the best FAQ is right, given that some FAQ fits. */
export function rightLogit(
  { right, offsets }: Pick<Calibration, 'right' | 'offsets'>,
  evidence: Float64Array,
  best: number,
): number {
  return logitOf(right, evidence) + (offsets?.[best] ?? 0);
}

/** The probability that no FAQ fits, at the prior of the calibration. */
export function noneProbability(calibration: Calibration, evidence: Float64Array): number {
  const { nonePrior } = calibration;
  if (nonePrior <= 0) return 0;
  const prior = Math.log(nonePrior / Math.max(1e-6, 1 - nonePrior));
  return 1 / (1 + Math.exp(-logitOf(calibration.none, evidence) - prior));
}

export const temperatures = [0.4, 0.55, 0.7, 0.85, 1, 1.3, 1.7, 2.3, 3, 4, 5.5, 7];

/** The temperature among those tried under which the right FAQ is least surprising. */
export function fitTemperature(judged: Judged[]): number {
  let best = 1;
  let least = Infinity;
  for (const temperature of temperatures) {
    let surprise = 0;
    for (const { scores, label } of judged) {
      const scaled = scores.map((score) => score / temperature);
      surprise += logSumExp(scaled, scaled.length) - scaled[label]!;
    }
    if (surprise < least) {
      least = surprise;
      best = temperature;
    }
  }
  return best;
}
