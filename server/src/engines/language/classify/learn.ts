import { trainMargin } from './trainMargin.ts';
import { type Lesson, type Softmax, trainSoftmax } from './trainSoftmax.ts';

/** How weights are learnt. */
export interface Method {
  kind: 'softmax' | 'margin';
  cost: number;
  passes: number;
  /** Factor that makes scores log odds, roughly. */
  sharpness: number;
  /** The margin method's duals contain the cost, those of softmax do not. */
  dualsHaveCost: boolean;
  /** Each family of features is learnt by itself and the scores are added. */
  apart: boolean;
}

/** From so many examples per FAQ on, keeping a margin beats modelling probabilities. */
const manyPerClass = 25;

/** Softmax regression for few examples per FAQ, the margin method for many (measured in docs/language-engine.md). */
export function chooseMethod(examples: number, classes: number): Method {
  return examples / classes < manyPerClass
    ? { kind: 'softmax', cost: 10, passes: 6, sharpness: 0.5, dualsHaveCost: false, apart: true }
    : { kind: 'margin', cost: 0.5, passes: 9, sharpness: 5, dualsHaveCost: true, apart: false };
}

export function learn(
  method: Method,
  lesson: Lesson,
  passes: number,
  seed: number,
  start?: Softmax,
): Softmax {
  const train = method.kind === 'softmax' ? trainSoftmax : trainMargin;
  const model = start ?? blankModel(lesson);
  lesson.parts.forEach((rows, part) => {
    train({ ...lesson, rows }, passes, seed, model.weights, model.duals[part]!);
  });
  return model;
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
