import { seededRandom, shuffledOrder } from '../classify/random.ts';
import type { Embeddings } from '../dense/denseVectors.ts';
import { encodeModel } from '../model/encodeModel.ts';
import type { Faq, LanguageModel } from '../model/languageModel.ts';
import { matchMessage } from '../model/matchMessage.ts';
import { trainModel } from '../model/trainModel.ts';
import { identifyLanguage } from '../text/identifyLanguage.ts';
import { type Measures, measure, type Prediction, quantile } from './measure.ts';
import type { LabelledText } from './readLabelled.ts';

export interface EvaluationInput {
  train: LabelledText[];
  /** Without it, `folds`-fold cross-validation on `train`. */
  test?: LabelledText[];
  history?: string[];
  /** Intent to title. */
  titles?: Map<string, string>;
  locale?: string;
  folds: number;
  /** The intent that stands for "none fits". */
  none: string;
  seed: number;
  /** Dense vectors of all messages and titles, where they are to be tried. */
  embeddings?: Embeddings | undefined;
  /** Milliseconds from any start; engines read no clock themselves. */
  clock: () => number;
}

export interface Evaluation extends Measures {
  /** Milliseconds, as are the next three. */
  train: number;
  calibrate: number;
  predictP50: number;
  predictP99: number;
  modelBytes: number;
  /** The same messages by the same models, judged without their vectors; only where vectors were of use to some fold. */
  without?: Measures;
}

/** Trains and tests, or cross-validates; returns what was measured and every prediction. */
export function evaluate(input: EvaluationInput): { evaluation: Evaluation; predictions: Prediction[] } {
  const rounds = input.test ? [{ train: input.train, test: input.test }] : splitFolds(input);
  const predictions: Prediction[] = [];
  const without: Prediction[] = [];
  const costs = { train: 0, calibrate: 0, bytes: 0 };
  for (const round of rounds) {
    const trained = trainTimed(round.train, input);
    costs.train += trained.train / rounds.length;
    costs.calibrate += trained.calibrate / rounds.length;
    costs.bytes += encodeModel(trained.model).byteLength / rounds.length;
    predictions.push(...predictAll(trained.model, round.test, input));
    if (trained.model.embeddings)
      without.push(...predictAll(trained.model, round.test, { ...input, embeddings: undefined }));
  }
  const times = predictions.map((one) => one.took);
  const evaluation = {
    ...measure(predictions),
    train: costs.train,
    calibrate: costs.calibrate,
    predictP50: quantile(times, 0.5),
    predictP99: quantile(times, 0.99),
    modelBytes: Math.round(costs.bytes),
    ...(without.length > 0 && { without: measure(without) }),
  };
  return { evaluation, predictions };
}

function trainTimed(rows: LabelledText[], input: EvaluationInput) {
  const started = input.clock();
  let trained = started;
  const model = trainModel(makeInput(rows, input), {
    seed: input.seed,
    onStage: (stage) => {
      if (stage === 'calibrate') trained = input.clock();
    },
  });
  const ended = input.clock();
  return { model, train: trained - started, calibrate: ended - trained };
}

function makeInput(rows: LabelledText[], input: EvaluationInput) {
  const faqs = new Map<string, Faq>();
  const language = input.locale?.slice(0, 2).toLowerCase();
  for (const { text, intent } of rows) {
    if (intent === input.none) continue;
    const faq = faqs.get(intent) ?? { id: intent, title: input.titles?.get(intent), language, examples: [] };
    faq.examples.push(text);
    faqs.set(intent, faq);
  }
  const all = [...faqs.values()];
  // All of one file are of one language unless said otherwise.
  const known = language ?? commonLanguage(all);
  for (const faq of all) faq.language = known;
  return {
    faqs: all,
    history: input.history,
    ...(input.embeddings && { embeddings: input.embeddings }),
    nones: rows
      .filter((row) => row.intent === input.none)
      .map((row) => ({ text: row.text, language: known })),
  };
}

function predictAll(model: LanguageModel, rows: LabelledText[], input: EvaluationInput): Prediction[] {
  const known = new Set(model.matchers.flatMap((matcher) => matcher.faqs));
  const language = model.matchers[0]?.language;
  // The first calls run unoptimised code; a server is past that after its first messages.
  for (const { text } of rows.slice(0, 200)) matchMessage(model, text, { language, limit: 3 });
  return rows.map(({ text, intent }) => {
    const started = input.clock();
    const match = matchMessage(model, text, { language, limit: 3, vectors: input.embeddings?.vectors });
    const took = input.clock() - started;
    return {
      text,
      gold: intent === input.none || !known.has(intent) ? undefined : intent,
      best: match.ranked[0]?.faq,
      probability: match.ranked[0]?.probability ?? 0,
      none: match.none,
      answerAt98: match.answerAt98,
      answerAt95: match.answerAt95,
      took,
      ranked: match.ranked,
    };
  });
}

/** Every intent gives each fold nearly the same number of its rows. */
function splitFolds(input: EvaluationInput): { train: LabelledText[]; test: LabelledText[] }[] {
  const order = [...shuffledOrder(input.train.length, seededRandom(input.seed))].sort((a, b) =>
    compare(input.train[a]!.intent, input.train[b]!.intent),
  );
  return Array.from({ length: input.folds }, (_, fold) => ({
    train: order.filter((_, i) => i % input.folds !== fold).map((row) => input.train[row]!),
    test: order.filter((_, i) => i % input.folds === fold).map((row) => input.train[row]!),
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function commonLanguage(faqs: Faq[]): string {
  const sample = faqs.slice(0, 40).flatMap((faq) => faq.examples.slice(0, 3));
  const counts = new Map<string, number>();
  for (const text of sample) {
    const { language, probability } = identifyLanguage(text);
    counts.set(language, (counts.get(language) ?? 0) + probability);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'und';
}

/** Every text that `evaluate` wants a vector for, once. */
export function textsToEvaluate({
  train,
  test = [],
  titles,
}: Pick<EvaluationInput, 'train' | 'test' | 'titles'>): string[] {
  return [...new Set([...train, ...test].map((row) => row.text).concat([...(titles?.values() ?? [])]))];
}
