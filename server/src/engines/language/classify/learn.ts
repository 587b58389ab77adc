import { trainMargin } from './trainMargin.ts';
import { type Lesson, type Softmax, trainSoftmax } from './trainSoftmax.ts';
import { WeightTable } from './weightTable.ts';

/** How weights are learnt. */
export interface Method {
  kind: 'softmax' | 'margin';
  cost: number;
  passes: number;
  /** Factor that makes scores log odds, roughly. */
  sharpness: number;
  /** The margin method's duals contain the cost, those of softmax do not. */
  dualsHaveCost: boolean;
  /** Each row is learnt against the classes only that it could be taken for (`SparseLearner`). */
  sparse: boolean;
  /** Each family of features is learnt by itself and the scores are added. */
  apart: boolean;
  /** How much of naive Bayes' log shares is added to the weights, of the examples alone and of past messages with them. */
  shares: { alone: number; taught: number };
}

/** For softmax regression of families learnt apart: the sum of their scores is surer than any of them may be. */
export const sharpnessApart = 0.38;

/** From so many examples per FAQ on, keeping a margin beats modelling probabilities. */
const manyPerClass = 25;

/** With more FAQs than this a table of features times FAQs is too large, and most of it never matters. */
export const mostDense = 250;
/** With more than this the table is no more accurate than the pattern, and takes three times as long. */
const leastSparse = 100;

/**
 * Softmax regression for few examples per FAQ, the margin method for many (measured in docs/language-engine.md).
 * `dense`: a table of all weights is needed, to learn from past messages, as long as it can be had.
 */
export function chooseMethod(examples: number, classes: number, dense: boolean): Method {
  const few = examples / classes < manyPerClass;
  const sparse = classes > mostDense || (few && !dense && classes > leastSparse);
  const passes = sparse ? 4 : 6;
  return few || sparse
    ? {
        kind: 'softmax',
        cost: 10,
        passes,
        sharpness: sharpnessApart,
        dualsHaveCost: false,
        sparse,
        apart: true,
        shares: { alone: 0, taught: 0.4 },
      }
    : {
        kind: 'margin',
        cost: 0.5,
        passes: 9,
        sharpness: 5,
        dualsHaveCost: true,
        sparse,
        apart: false,
        shares: { alone: 0.005, taught: 0.02 },
      };
}

export function learn(
  method: Method,
  lesson: Lesson,
  passes: number,
  seed: number,
  start?: Softmax,
): Softmax {
  const model = start ?? blankModel(lesson);
  learnParts(method, lesson, passes, seed, model);
  return model;
}

/**
 * From a solution of all rows, which stays as it is, to one without some of them, which cost nothing in this lesson: their
 * duals are taken out exactly first.
 */
export function learnWithoutRows(
  method: Method,
  lesson: Lesson,
  passes: number,
  seed: number,
  { classes, weights, duals }: Softmax,
  held: Int32Array,
): Softmax {
  const rest = { classes, weights: weights.slice(), duals: duals.map((part) => part.slice()) };
  learnParts(method, lesson, passes, seed, rest, held);
  return rest;
}

function learnParts(
  method: Method,
  lesson: Lesson,
  passes: number,
  seed: number,
  { classes, weights, duals }: Softmax,
  held?: Int32Array,
): void {
  const train = method.kind === 'softmax' ? trainSoftmax : trainMargin;
  lesson.parts.forEach((rows, part) => {
    const table = new WeightTable(rows, classes, weights);
    if (held) table.takeOut(held, method.dualsHaveCost ? 1 : method.cost, duals[part]!);
    train({ ...lesson, rows }, passes, seed, table, duals[part]!);
    table.close(weights);
  });
}

/** A model that knows nothing yet. */
export function blankModel(lesson: Lesson): Softmax {
  const { classes, rows } = lesson;
  return {
    classes,
    weights: new Float32Array(rows.width * classes),
    duals: lesson.parts.map(() => new Float32Array(rows.count * classes)),
  };
}
