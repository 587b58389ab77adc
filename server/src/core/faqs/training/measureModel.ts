import type { ModelMeasures } from '@causerie/protocol';
import { seededRandom, shuffledOrder } from '../../../engines/language/classify/random.ts';
import { measure, type Prediction } from '../../../engines/language/evaluate/measure.ts';
import { matchMessage } from '../../../engines/language/model/matchMessage.ts';
import { type TrainInput, trainModel } from '../../../engines/language/model/trainModel.ts';
import { foldText } from '../../../engines/language/text/foldText.ts';

const FOLDS = 5;
/** With more examples than this, one fold of the five is measured: it is many messages, and each fold costs a training. */
const ALL_FOLDS_UP_TO = 3000;
/** Trainings with past messages cost three times as much. */
const FOLDS_WITH_HISTORY = 2;
const points = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99];

type Held = { faq: string; language: string | undefined; text: string; fold: number };

/**
 * How good a model of these FAQs is, on examples that it was not trained on. Every FAQ keeps four fifths of its examples in each
 * fold. Without five examples of some FAQ there is nothing to hold out, and all is null.
 */
export function measureModel(
  input: TrainInput,
  seed: number,
  onProgress: (share: number) => void = () => {},
): ModelMeasures {
  const held = holdOut(input, seed);
  const folds = countFolds(input);
  const predictions: Prediction[] = [];
  const plain: Prediction[] = [];
  const vectors = input.embeddings?.vectors;
  for (let fold = 0; fold < folds; fold += 1) {
    const tested = held.filter((one) => one.fold === fold);
    if (tested.length === 0) continue;
    const model = trainModel(without(input, tested), {
      seed,
      onProgress: (share) => onProgress((fold + share) / folds),
    });
    predictions.push(...tested.map((one) => predict(model, one, vectors)));
    if (vectors) plain.push(...tested.map((one) => predict(model, one)));
  }
  onProgress(1);
  const measures = toMeasures(predictions);
  if (!vectors) return measures;
  const { accuracy, coverage98, coverage95 } = toMeasures(plain);
  return { ...measures, withoutVectors: { accuracy, coverage98, coverage95 } };
}

/** How many trainings it takes to measure. */
export function countFolds({ faqs, history = [] }: TrainInput): number {
  const held = faqs.reduce((sum, { examples }) => sum + (examples.length < FOLDS ? 0 : examples.length), 0);
  if (held > ALL_FOLDS_UP_TO) return 1;
  return history.length > 0 ? FOLDS_WITH_HISTORY : FOLDS;
}

function holdOut({ faqs }: TrainInput, seed: number): Held[] {
  return faqs.flatMap(({ id, language, examples }) => {
    if (examples.length < FOLDS) return [];
    const order = [...shuffledOrder(examples.length, seededRandom(seed))];
    return order.map((at, place) => ({ faq: id, language, text: examples[at]!, fold: place % FOLDS }));
  });
}

function without(input: TrainInput, tested: Held[]): TrainInput {
  const out = new Map<string, Set<string>>();
  // What was asked once may be an example by now: as a past message it would give itself away.
  const asked = new Set(tested.map(({ text }) => foldText(text).trim()));
  for (const { faq, language, text } of tested) {
    const key = `${faq} ${language}`;
    out.set(key, (out.get(key) ?? new Set()).add(text));
  }
  return {
    ...input,
    history: input.history?.filter((text) => !asked.has(foldText(text).trim())),
    faqs: input.faqs.map((faq) => ({
      ...faq,
      examples: faq.examples.filter((text) => !out.get(`${faq.id} ${faq.language}`)?.has(text)),
    })),
  };
}

function predict(
  model: ReturnType<typeof trainModel>,
  { faq, language, text }: Held,
  vectors?: ReadonlyMap<string, ArrayLike<number>>,
): Prediction {
  const match = matchMessage(model, text, { ...(language && { language }), limit: 3, vectors });
  return {
    text,
    gold: faq,
    best: match.ranked[0]?.faq,
    probability: match.ranked[0]?.probability ?? 0,
    none: match.none,
    answerAt98: match.answerAt98,
    answerAt95: match.answerAt95,
    ranked: match.ranked,
    took: 0,
  };
}

function toMeasures(predictions: Prediction[]): ModelMeasures {
  const found = measure(predictions);
  return {
    messages: predictions.length,
    accuracy: known(found.accuracy),
    ece: known(found.ece),
    coverage98: known(found.coverage98),
    precision98: known(found.precision98),
    coverage95: known(found.coverage95),
    precision95: known(found.precision95),
    curve: predictions.length === 0 ? [] : points.map((probability) => pointAt(predictions, probability)),
  };
}

function pointAt(predictions: Prediction[], probability: number): ModelMeasures['curve'][number] {
  const taken = predictions.filter((one) => one.probability >= probability);
  const right = taken.filter((one) => one.best === one.gold).length;
  return {
    probability,
    coverage: taken.length / predictions.length,
    precision: taken.length === 0 ? null : right / taken.length,
  };
}

const known = (share: number): number | null => (Number.isNaN(share) ? null : share);
