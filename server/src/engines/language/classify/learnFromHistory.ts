import { learn, type Method } from './learn.ts';
import { logSumExp } from './stepDual.ts';
import { type Lesson, type Softmax, scoreRow } from './trainSoftmax.ts';

/** Sharper than the scores themselves: past messages resemble the examples less than these resemble each other. */
const sharpening = 1.5;
/** Past messages less certain than this teach nothing. */
const certainEnough = 0.5;
/** A past message weighs so much of a labelled example, times its certainty. */
const historyWeight = 0.3;
/** From scratch in each round: labels that change would leave wrong duals behind. */
const passes = 4;

/**
 * Self-training: the past messages (rows from `labelled` on) take the labels that the model gives them where it is
 * certain enough, and a new model is learnt from both. Changes targets and costs of those rows in the
 * lesson; only one in `every` of them takes part.
 */
export function learnFromHistory(
  lesson: Lesson,
  labelled: number,
  model: Softmax,
  method: Method,
  how: { rounds: number; every: number; seed: number },
): Softmax {
  let learnt = model;
  for (let round = 0; round < how.rounds; round++) {
    labelHistory(lesson, labelled, learnt, method, how.every);
    learnt = learn(method, lesson, passes, how.seed + round);
  }
  return learnt;
}

function labelHistory(lesson: Lesson, labelled: number, model: Softmax, method: Method, every: number): void {
  const { rows, classes, targets, costs } = lesson;
  const scores = new Float64Array(classes);
  for (let row = labelled; row < rows.count; row += every) {
    scoreRow(model.weights, classes, rows, row, scores);
    let best = 0;
    for (let c = 0; c < classes; c++) {
      scores[c]! *= sharpening * method.sharpness;
      if (scores[c]! > scores[best]!) best = c;
    }
    const certainty = Math.exp(scores[best]! - logSumExp(scores, classes));
    targets.fill(0, row * classes, (row + 1) * classes);
    targets[row * classes + best] = 1;
    costs[row] = certainty > certainEnough ? method.cost * historyWeight * certainty : 0;
  }
}
