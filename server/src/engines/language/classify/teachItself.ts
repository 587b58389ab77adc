import { learn, type Method } from './learn.ts';
import { type History, scoreHistory } from './learnFromHistory.ts';
import { type Guesses, trainGuesses } from './trainGuesses.ts';
import type { Lesson, Softmax } from './trainSoftmax.ts';

/** The quota of each FAQ, of its even share of the past messages, round by round. */
const quotas = [0.5, 0.8];
/** Where the best FAQ is less likely than this nothing is learnt. */
const leastProbability = 0.25;

/**
 * Self-training: the past messages that the model is surest of become examples of the FAQ it takes them for, and it learns
 * anew from both; the better model chooses more of them, and once more. Each FAQ gets at most its quota: without that the
 * FAQs that are common in the guesses draw all others to them, and it does harm. Rows without cost take no part. The model given stays as it is.
 */
export function teachItself(
  lesson: Lesson,
  history: History,
  model: Softmax,
  method: Method,
  passes: [first: number, second: number],
  seed: number,
): Softmax {
  let taught = model;
  for (const [round, quota] of quotas.entries()) {
    const guesses = chooseSurest(history, taught, method, quota);
    taught = { ...model, weights: model.weights.slice(), duals: model.duals.map((duals) => duals.slice()) };
    // The past messages' duals are of this round only; the weights are those of both.
    const own = {
      classes: lesson.classes,
      weights: taught.weights,
      duals: guesses.parts.map(() => new Float32Array(guesses.targets.length)),
    };
    for (let pass = 0; pass < passes[round]!; pass++) {
      trainGuesses(guesses, method, seed + pass, own);
      learn(method, lesson, 1, seed + pass, taught);
    }
  }
  return taught;
}

/** What the past messages are taken for; those that are not chosen cost nothing. */
function chooseSurest(history: History, model: Softmax, method: Method, quota: number): Guesses {
  const { classes } = model;
  const { rows, parts, rivals } = history;
  const { size } = rivals;
  const chosen = new Int32Array(rows.count);
  const targets = new Float32Array(rows.count * size);
  const costs = new Float32Array(rows.count);
  const found: { row: number; probability: number }[][] = Array.from({ length: classes }, () => []);
  scoreHistory(history, model, method, undefined, (row, shares) => {
    let best = 0;
    for (let k = 1; k < size; k++) if (shares[k]! > shares[best]!) best = k;
    chosen[row] = best;
    if (shares[best]! >= leastProbability)
      found[rivals.classes[row * size + best]!]!.push({ row, probability: shares[best]! });
  });
  const most = Math.round((quota * rows.count) / classes);
  for (const ofClass of found) {
    ofClass.sort((a, b) => b.probability - a.probability || a.row - b.row);
    for (const { row } of ofClass.slice(0, most)) {
      targets[row * size + chosen[row]!] = 1;
      costs[row] = method.cost * history.weight;
    }
  }
  return { rows, parts, rivals, chosen, targets, costs };
}
