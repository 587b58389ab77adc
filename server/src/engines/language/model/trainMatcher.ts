import { calibrate, judgeForeign } from '../calibrate/calibrate.ts';
import { type Judged, judgeExamples, type Trial } from '../calibrate/crossValidate.ts';
import { indexExamples } from '../calibrate/exampleIndex.ts';
import { addShares } from '../classify/addShares.ts';
import { chooseMethod, learn, mostDense } from '../classify/learn.ts';
import { SparseLearner } from '../classify/trainSparse.ts';
import type { Embeddings } from '../dense/denseVectors.ts';
import { finishDense, sightNone, startDense } from '../dense/tryDense.ts';
import { knowSenses } from '../features/senses.ts';
import { trainVectors } from '../features/trainVectors.ts';
import {
  type FurtherFeatures,
  findFeature,
  listCommonFeatures,
  type Vocabulary,
  widthOf,
} from '../features/vocabulary.ts';
import { correctWords } from '../text/correctWords.ts';
import { foldText } from '../text/foldText.ts';
import { judgeMessage } from './judgeMessage.ts';
import type { Matcher } from './languageModel.ts';
import {
  commonEnough,
  leastHistory,
  listHistory,
  spellWords,
  stepsOfHistory,
  tryHistory,
} from './pastMessages.ts';
import {
  fingerprintFaqs,
  type MatcherInput,
  makeLesson,
  prepareExamples,
  readFeatures,
} from './prepareExamples.ts';
import { quantise, quantiseModel } from './quantise.ts';
import type { TrainOptions } from './trainModel.ts';

/** More examples than this are thinned out for calibration, which needs no more. */
const calibrationLimit = 3000;
/** Two fifths of so many FAQs, held out, are enough to see what foreign messages look like. */
const enoughFaqs = 40;

export function trainMatcher(input: MatcherInput, options: TrainOptions): Matcher {
  options.onStage?.('train');
  const history = listHistory(input);
  const hasHistory = history.length >= leastHistory;
  const progress = countSteps(options, (options.folds ?? 5) * 2 + 4 + (hasHistory ? stepsOfHistory : 0));
  const common = listCommonFeatures(history, commonEnough);
  const { examples, features, vocabulary } = prepareExamples(input, common);
  if (hasHistory)
    vocabulary.meaning = trainVectors(
      [...features, ...history].map((one) => one.stems),
      options.seed ?? 1,
    );
  const classes = input.faqs.length;
  if (classes <= mostDense) vocabulary.senses = knowSenses(features, input.language);
  const method = chooseMethod(examples.labels.length, classes, hasHistory);
  const lesson = makeLesson(features, examples.labels, classes, vocabulary, method);
  progress();
  const seed = options.seed ?? 1;
  const sparse = method.sparse ? new SparseLearner(lesson, examples.labels) : undefined;
  const plain = sparse?.learn(method.passes, seed) ?? learn(method, lesson, method.passes, seed);
  const whole = 'pattern' in plain ? plain : addShares(lesson, plain, method, vocabulary.hashes.length);
  progress();
  const index = indexExamples(lesson.rows, examples.labels, vocabulary);
  const matcher: Matcher = {
    language: input.language,
    faqs: input.faqs.map((faq) => faq.id),
    fingerprints: fingerprintFaqs(examples, classes),
    vocabulary,
    words: spellWords(examples.texts, input.history),
    ...quantiseModel(whole, widthOf(vocabulary), classes, method.sharpness),
    index,
    exampleNumbers: examples.numbers,
    calibration: undefined as never,
  };
  progress();
  options.onStage?.('calibrate');
  const trial: Trial = {
    lesson,
    model: plain,
    sparse,
    method,
    examples: features,
    labels: examples.labels,
    real: examples.real,
    vocabulary,
    index,
    common: markFeatures(vocabulary, common),
    ...startDense(examples, classes, input.embeddings, seed),
    seed,
  };
  // Where FAQs are very many, part of the folds holds enough examples.
  const settings = {
    folds: options.folds ?? (sparse ? 3 : 5),
    strangerFolds: 5,
    strangerRounds: classes >= enoughFaqs ? 2 : 5,
    limit: calibrationLimit,
    nonePrior: options.nonePrior ?? guessPrior(input, examples.real),
    judgeNones: () => input.nones.map((text) => judgeNone(matcher, text, trial.dense, input.embeddings)),
    onStep: progress,
  };
  const judged = judgeExamples(trial, settings.folds, settings.limit, progress);
  const taught = hasHistory && !sparse ? tryHistory(trial, history, judged, settings, progress) : undefined;
  if (taught) {
    matcher.plain = { weights: matcher.weights, scales: matcher.scales };
    Object.assign(matcher, quantise(taught.model.weights, widthOf(vocabulary), classes, method.sharpness));
  }
  const tried = { trial, judged, ...taught };
  const strangers = judgeForeign(tried.trial, settings);
  matcher.calibration = calibrate(tried.trial, tried.judged, strangers, settings);
  const dense = finishDense(tried.trial, tried.judged, strangers, matcher.calibration, settings);
  return dense ? { ...matcher, dense } : matcher;
}

function markFeatures(vocabulary: Vocabulary, features: FurtherFeatures): Uint8Array {
  const marks = new Uint8Array(vocabulary.hashes.length);
  for (const hash of Object.values(features).flatMap((hashes) => [...hashes])) {
    const feature = findFeature(vocabulary, hash);
    if (feature >= 0) marks[feature] = 1;
  }
  return marks;
}

function judgeNone(
  matcher: Matcher,
  text: string,
  dense: Trial['dense'],
  embeddings: Embeddings | undefined,
): Judged {
  const corrected = correctWords(foldText(text), matcher.words);
  const features = readFeatures(corrected, matcher.language);
  const { evidence, none, best, scores, similar, vector } = judgeMessage(matcher, features);
  const plain = { scores, known: vector.known, stems: features.stems.length };
  const sight =
    dense && sightNone(dense, embeddings?.vectors.get(text), plain, similar, matcher.index.labels);
  return { evidence, none, label: -1, best, scores, ...(sight && { dense: sight }) };
}

/**
 * Messages known to fit nothing say how common they are. Else it is guessed, until traffic tells: a handful of FAQs is
 * not what most customers ask for (two in three messages are foreign to 3 of them, half to 5, a quarter to 10), some
 * dozens of them mostly are.
 */
function guessPrior(input: MatcherInput, real: number): number {
  if (input.nones.length > 0) return Math.min(0.9, input.nones.length / (input.nones.length + real));
  return Math.max(0.02, 1 / (1 + (input.faqs.length / 5) ** 1.5));
}

function countSteps(options: TrainOptions, steps: number): () => void {
  let done = 0;
  return () => options.onProgress?.(Math.min(1, ++done / steps));
}
