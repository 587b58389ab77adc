import { blankModel, learn, type Method } from './learn.ts';
import { type History, scoreHistory } from './learnFromHistory.ts';
import type { Lesson, Softmax } from './trainSoftmax.ts';

/** The quota of each FAQ, of its even share of the past messages, round by round. */
const quotas = [0.5, 0.8];
/** A past message costs so much of an example. */
const cost = 0.3;
/** Where the best FAQ is less likely than this nothing is learnt. */
const leastProbability = 0.25;

/**
 * Self-training: the past messages that the model is surest of become examples of the FAQ it takes them for, and it learns
 * anew from both; the better model chooses more of them, and once more. Each FAQ gets at most its quota: without that the
 * FAQs that are common in the guesses draw all others to them, and it does harm. Rows without cost and barred FAQs take
 * no part. The model given stays as it is.
 */
export function teachItself(
  lesson: Lesson,
  history: History,
  model: Softmax,
  method: Method,
  passes: number,
  seed: number,
  barred?: Uint8Array,
): Softmax {
  let taught = model;
  for (const quota of quotas) {
    const guesses = chooseSurest(lesson, history, taught, method, quota, barred);
    taught = { ...model, weights: model.weights.slice(), duals: model.duals.map((duals) => duals.slice()) };
    // The past messages' duals are of this round only; the weights are those of both.
    const own = {
      ...blankModel({ ...guesses, rows: { ...guesses.rows, width: 0 } }),
      weights: taught.weights,
    };
    for (let pass = 0; pass < passes; pass++) {
      learn(method, guesses, 1, seed + pass, own);
      learn(method, lesson, 1, seed + pass, taught);
    }
  }
  return taught;
}

/** The past messages as a lesson, in which those that are not chosen cost nothing. */
function chooseSurest(
  lesson: Lesson,
  history: History,
  model: Softmax,
  method: Method,
  quota: number,
  barred?: Uint8Array,
): Lesson {
  const { classes } = lesson;
  const { rows, parts } = history;
  const targets = new Float32Array(rows.count * classes);
  const costs = new Float32Array(rows.count);
  const found: { row: number; probability: number }[][] = Array.from({ length: classes }, () => []);
  scoreHistory(history, model, method, barred, (row, shares) => {
    let best = 0;
    for (let c = 1; c < classes; c++) if (shares[c]! > shares[best]!) best = c;
    if (shares[best]! >= leastProbability) found[best]!.push({ row, probability: shares[best]! });
  });
  const open = barred ? barred.reduce((count, one) => count - one, classes) : classes;
  const most = Math.round((quota * rows.count) / Math.max(1, open));
  found.forEach((ofClass, c) => {
    ofClass.sort((a, b) => b.probability - a.probability || a.row - b.row);
    for (const { row } of ofClass.slice(0, most)) {
      targets[row * classes + c] = 1;
      costs[row] = method.cost * cost;
    }
  });
  return { rows, parts, classes, targets, costs };
}
