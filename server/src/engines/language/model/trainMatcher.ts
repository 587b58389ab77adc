import { calibrateBy, judgeForeign } from '../calibrate/calibrate.ts';
import { type Judged, judgeExamples, type Trial } from '../calibrate/crossValidate.ts';
import { indexExamples } from '../calibrate/exampleIndex.ts';
import { chooseMethod, learn, type Method, mostDense } from '../classify/learn.ts';
import { learnFromHistory } from '../classify/learnFromHistory.ts';
import { teachItself } from '../classify/teachItself.ts';
import type { Lesson, Softmax } from '../classify/trainSoftmax.ts';
import { SparseLearner } from '../classify/trainSparse.ts';
import type { Embeddings } from '../dense/denseVectors.ts';
import { finishDense, sightNone, startDense } from '../dense/tryDense.ts';
import { commonStems } from '../features/commonStems.ts';
import { extractFeatures, type Features } from '../features/extractFeatures.ts';
import { hashText } from '../features/hash.ts';
import { type SparseRows, splitColumns } from '../features/sparse.ts';
import { trainVectors } from '../features/trainVectors.ts';
import { vectoriseAll } from '../features/vectorise.ts';
import {
  buildVocabulary,
  type FurtherFeatures,
  findFeature,
  listCommonFeatures,
  type Vocabulary,
  widthOf,
} from '../features/vocabulary.ts';
import { correctWords, countWords, listWords } from '../text/correctWords.ts';
import { foldText } from '../text/foldText.ts';
import { stripCourtesies } from '../text/stripCourtesies.ts';
import { judgeMessage } from './judgeMessage.ts';
import type { Faq, Matcher } from './languageModel.ts';
import { type LabelledExamples, listExamples } from './listExamples.ts';
import { quantise, quantiseModel } from './quantise.ts';
import type { TrainOptions } from './trainModel.ts';

/** The FAQs of one language and what else is known in it. */
export interface MatcherInput {
  language: string;
  faqs: Faq[];
  history: string[];
  nones: string[];
  embeddings?: Embeddings;
}

/** More examples than this are thinned out for calibration, which needs no more. */
const calibrationLimit = 3000;
/** Past this, features of a single example are noise that only costs room. */
const manyExamples = 3000;
/** Weights of one matcher at most, features times FAQs: 240 MB while training, 60 MB after. */
const mostWeights = 60e6;
const mostLeast = 12;
/** Two fifths of so many FAQs, held out, are enough to see what foreign messages look like. */
const enoughFaqs = 40;

export function trainMatcher(input: MatcherInput, options: TrainOptions): Matcher {
  options.onStage?.('train');
  const progress = countSteps(options, (options.folds ?? 5) * 2 + 4);
  const history = listHistory(input);
  const common = listCommonFeatures(history, commonEnough);
  const { examples, features, vocabulary } = prepareExamples(input, common);
  if (history.length >= leastHistory)
    vocabulary.meaning = trainVectors(
      [...features, ...history].map((one) => one.stems),
      options.seed ?? 1,
    );
  const classes = input.faqs.length;
  const method = chooseMethod(examples.labels.length, classes, history.length >= leastHistory);
  const lesson = makeLesson(features, examples.labels, classes, vocabulary, method);
  progress();
  const seed = options.seed ?? 1;
  const sparse = method.sparse ? new SparseLearner(lesson, examples.labels) : undefined;
  const plain = sparse?.learn(method.passes, seed) ?? learn(method, lesson, method.passes, seed);
  progress();
  const index = indexExamples(lesson.rows, examples.labels, vocabulary);
  const matcher: Matcher = {
    language: input.language,
    faqs: input.faqs.map((faq) => faq.id),
    fingerprints: fingerprintFaqs(examples, classes),
    vocabulary,
    words: spellWords(examples.texts, input.history),
    ...quantiseModel(plain, widthOf(vocabulary), classes, method.sharpness),
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
  const taught =
    history.length >= leastHistory && !sparse
      ? tryHistory(trial, history, judged, settings.folds)
      : undefined;
  if (taught) {
    matcher.plain = { weights: matcher.weights, scales: matcher.scales };
    Object.assign(matcher, quantise(taught.model.weights, widthOf(vocabulary), classes, method.sharpness));
  }
  const tried = { trial, judged, ...taught };
  const strangers = judgeForeign(tried.trial, settings);
  matcher.calibration = calibrateBy(tried.trial, tried.judged, strangers, settings);
  const dense = finishDense(tried.trial, tried.judged, strangers, matcher.calibration, settings);
  return dense ? { ...matcher, dense } : matcher;
}

/** What past messages teach is kept only where cross-validation on the labelled examples confirms it. */
function tryHistory(plain: Trial, messages: Features[], before: Judged[], folds: number) {
  const { vocabulary } = plain;
  const rows = vectoriseAll(messages, vocabulary);
  const history = {
    rows,
    parts: splitParts(rows, vocabulary, plain.method),
    countable: vocabulary.hashes.length,
  };
  const trial = { ...plain, history };
  // The first three fifths will do; they come in the same order as before.
  const judged = judgeExamples(trial, 3, Math.min(calibrationLimit, (plain.real * 3) / folds), () => {});
  const count = (all: Judged[]) => all.filter((one) => one.best === one.label).length;
  if (count(judged) < count(before.slice(0, judged.length))) return undefined;
  const own = teachItself(
    plain.lesson,
    history,
    plain.model as Softmax,
    plain.method,
    passesOfItself,
    plain.seed,
  );
  const model = learnFromHistory(plain.lesson, history, own, plain.method);
  return { trial, judged, model };
}

/** Words of the examples, and those of past messages that come more than once. */
export function spellWords(examples: string[], history: string[], known: string[] = []): string[] {
  const past = countWords(history.slice(-mostHistory).map(foldText));
  for (const [word, count] of past) if (count < 2) past.delete(word);
  for (const word of known) past.set(word, past.get(word) ?? 0);
  return listWords(countWords(examples.map(foldText), past));
}

function markFeatures(vocabulary: Vocabulary, features: FurtherFeatures): Uint8Array {
  const marks = new Uint8Array(vocabulary.hashes.length);
  for (const hash of [...features.words, ...features.letters, ...features.company]) {
    const feature = findFeature(vocabulary, hash);
    if (feature >= 0) marks[feature] = 1;
  }
  return marks;
}

/** Fewer past messages than this teach nothing. */
const leastHistory = 200;
/** More than this only cost time; the last are taken. */
const mostHistory = 6000;
const passesOfItself = 4;
/** A feature in so many past messages is a word of this workplace, not a slip. */
const commonEnough = 3;

/** Features of past messages, each text once. */
function listHistory(input: MatcherInput): Features[] {
  const texts = new Set(input.history.map((text) => foldText(text).trim()).filter(Boolean));
  return [...texts].slice(-mostHistory).map((text) => readFeatures(text, input.language));
}

/** The examples of all FAQs, their features, and the vocabulary of these. */
export function prepareExamples(
  input: MatcherInput,
  further?: FurtherFeatures,
): {
  examples: LabelledExamples;
  features: Features[];
  vocabulary: Vocabulary;
} {
  const examples = listExamples(input.faqs);
  const features = examples.texts.map((text) => readFeatures(text, input.language));
  const classes = input.faqs.length;
  let least = features.length > manyExamples ? 2 : 1;
  const known = commonStems(input.language);
  const build = () => buildVocabulary(features, examples.labels, classes, least, known, further);
  let vocabulary = build();
  // With very many FAQs the rarest features are left out until the table of weights fits.
  while (classes <= mostDense && vocabulary.hashes.length * classes > mostWeights && least < mostLeast) {
    least++;
    vocabulary = build();
  }
  return { examples, features, vocabulary };
}

/** One number for what each FAQ is learnt from, to see later whether it was edited. Independent of the order. */
export function fingerprintFaqs(examples: LabelledExamples, classes: number): Int32Array {
  const fingerprints = new Int32Array(classes);
  examples.texts.forEach((text, row) => {
    fingerprints[examples.labels[row]!]! += hashText(foldText(text), 7);
  });
  return fingerprints;
}

/** The features of a message without its greeting and signature. */
export function readFeatures(text: string, language: string): Features {
  return extractFeatures(stripCourtesies(foldText(text), language), language);
}

/** One row for each message; those with labels come first and want their FAQ for certain, the others cost nothing. */
export function makeLesson(
  features: Features[],
  labels: Int32Array,
  classes: number,
  vocabulary: Vocabulary,
  method: Method,
): Lesson {
  const targets = new Float32Array(method.sparse ? 0 : features.length * classes);
  const costs = new Float32Array(features.length);
  labels.forEach((label, row) => {
    if (!method.sparse) targets[row * classes + label] = 1;
    costs[row] = method.cost;
  });
  const rows = vectoriseAll(features, vocabulary);
  return { rows, parts: splitParts(rows, vocabulary, method), classes, targets, costs };
}

function splitParts(rows: SparseRows, { wordCount, letterEnd }: Vocabulary, { apart }: Method): SparseRows[] {
  return apart ? splitColumns(rows, [wordCount, letterEnd]) : [rows];
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
