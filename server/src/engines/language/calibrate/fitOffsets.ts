import type { Judged } from './crossValidate.ts';
import { type Logistic, logitOf } from './fitLogistic.ts';

/** That an FAQ is like all others counts like so much information: about a dozen messages of middling probability. */
const likeness = 3;

/**
 * What the evidence does not tell of single FAQs: how much more or less often each is right where it is the best. Some draw
 * the messages of their neighbours to them, and no score of one message shows it. One step of Newton's method from 0 on the
 * log odds, drawn back to 0 (empirical Bayes), so that an FAQ with a handful of judged messages stays nearly as it was.
 * Errors weigh `shrinkage`.
 */
export function fitOffsets(
  right: Logistic,
  judged: Judged[],
  classes: number,
  shrinkage: number,
): Float64Array {
  const { errors, information } = gather(right, judged, classes, shrinkage);
  return errors.map((error, c) => error / information[c]!);
}

/**
 * For each judged message the offset that its FAQ would have without it: by its own the calibration would look better at
 * these messages than at new ones.
 */
export function offsetsWithout(
  right: Logistic,
  judged: Judged[],
  classes: number,
  shrinkage: number,
): Float64Array {
  const { errors, information } = gather(right, judged, classes, shrinkage);
  return Float64Array.from(judged, (one) => {
    const own = weigh(right, one, shrinkage);
    return (errors[one.best]! - own.error) / (information[one.best]! - own.information);
  });
}

function gather(right: Logistic, judged: Judged[], classes: number, shrinkage: number) {
  const errors = new Float64Array(classes);
  const information = new Float64Array(classes).fill(likeness);
  for (const one of judged) {
    const own = weigh(right, one, shrinkage);
    errors[one.best]! += own.error;
    information[one.best]! += own.information;
  }
  return { errors, information };
}

function weigh(right: Logistic, { evidence, best, label }: Judged, shrinkage: number) {
  const isRight = best === label;
  const weight = isRight ? 1 : shrinkage;
  const probability = 1 / (1 + Math.exp(-logitOf(right, evidence)));
  return {
    error: weight * (Number(isRight) - probability),
    information: weight * probability * (1 - probability),
  };
}
