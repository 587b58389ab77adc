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
}

/** From so many examples per FAQ on, keeping a margin beats modelling probabilities. */
const manyPerClass = 25;

/** Softmax regression for few examples per FAQ, the margin method for many (measured in docs/language-engine.md). */
export function chooseMethod(examples: number, classes: number): Method {
  return examples / classes < manyPerClass
    ? { kind: 'softmax', cost: 10, passes: 6, sharpness: 1, dualsHaveCost: false }
    : { kind: 'margin', cost: 1, passes: 9, sharpness: 5, dualsHaveCost: true };
}

export function learn(
  method: Method,
  lesson: Lesson,
  passes: number,
  seed: number,
  start?: Softmax,
): Softmax {
  const train = method.kind === 'softmax' ? trainSoftmax : trainMargin;
  return train(lesson, passes, seed, start);
}
