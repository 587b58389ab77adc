import { addShares } from '../classify/addShares.ts';
import { learnWithoutRows, type Method } from '../classify/learn.ts';
import { type History, learnFromHistory } from '../classify/learnFromHistory.ts';
import { seededRandom, shuffledOrder } from '../classify/random.ts';
import { teachItself } from '../classify/teachItself.ts';
import { type Lesson, type Softmax, scoreRow } from '../classify/trainSoftmax.ts';
import { type SparseLearner, type SparseModel, scoreSparseRow } from '../classify/trainSparse.ts';
import { nearestByClass, type PlainSight } from '../dense/denseEvidence.ts';
import type { DenseSight } from '../dense/denseFamily.ts';
import { type DenseLesson, learnDenseWithout, sightRow } from '../dense/learnDense.ts';
import type { Features } from '../features/extractFeatures.ts';
import { vectoriseAll } from '../features/vectorise.ts';
import { isCommon, type Vocabulary, weighFeature } from '../features/vocabulary.ts';
import { type Evidence, findTopTwo, gatherEvidence, noneEvidence } from './evidence.ts';
import { compareExamples, type ExampleIndex } from './exampleIndex.ts';

/** What is cross-validated: labelled examples (the first rows of the lesson) and the model learnt from all of them. */
export interface Trial {
  lesson: Lesson;
  model: Softmax | SparseModel;
  /** How it was learnt, where FAQs are very many. */
  sparse?: SparseLearner;
  method: Method;
  examples: Features[];
  labels: Int32Array;
  /** The first so many examples were written as examples; those behind are titles and answers, never judged. */
  real: number;
  vocabulary: Vocabulary;
  index: ExampleIndex;
  /** 1 for features that past messages have in number: known even where no example has them. */
  common: Uint8Array;
  /** Past messages that every fold learns from anew; undefined where none are learnt from. */
  history?: History;
  /** Dense vectors of the examples and what was learnt from all of them; undefined where there are none. */
  dense?: { lesson: DenseLesson; model: Softmax };
  seed: number;
}

/** One example judged by a model that has not seen it. */
export interface Judged {
  evidence: Evidence;
  /** Evidence that no FAQ fits. */
  none: Evidence;
  label: number;
  best: number;
  scores: Float64Array;
  /** What its vector tells, where it has one. */
  dense?: { plain: PlainSight; sight: DenseSight };
}

/** Passes that bring a solution of all rows to one of nearly all. */
const passes = 2;

/**
 * Judges examples by models that were trained without them. Each starts from the solution of all rows, whose duals of
 * the held-out rows are taken out exactly, so a pass or two replaces a training. At most `limit` examples are judged.
 */
export function judgeExamples(trial: Trial, folds: number, limit: number, done: () => void): Judged[] {
  const order = dealOrder(trial.labels.subarray(0, trial.real), seededRandom(trial.seed));
  // Dealt by position, so that every FAQ gives every fold nearly the same number of examples.
  const parts = Math.max(folds, Math.ceil((folds * trial.real) / limit));
  const judged: Judged[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const held = order.filter((_, position) => position % parts === fold);
    if (held.length > 0) judged.push(...judgeHeld(trial, held, held));
    done();
  }
  return judged;
}

/**
 * Judges the examples of FAQs that the model does not know: what is asked of it that none of its FAQs fits. In each
 * fold a part of the FAQs is held out with all its examples. `rounds`: so many of the folds are enough.
 */
export function judgeStrangers(
  trial: Trial,
  folds: number,
  limit: number,
  done: () => void,
  rounds = folds,
): Judged[] {
  const { classes } = trial.lesson;
  const order = shuffledOrder(classes, seededRandom(trial.seed + 1));
  const judged: Judged[] = [];
  for (let fold = 0; fold < rounds; fold++) {
    const barred = new Uint8Array(classes);
    for (let k = fold; k < classes; k += folds) barred[order[k]!] = 1;
    const held = Int32Array.from(trial.labels.keys()).filter((row) => barred[trial.labels[row]!]);
    const real = held.filter((row) => row < trial.real);
    const every = Math.max(1, Math.ceil((real.length * folds) / limit));
    const asked = real.filter((_, i) => i % every === 0);
    if (asked.length > 0 && held.length < trial.labels.length)
      judged.push(...judgeHeld(trial, held, asked, barred));
    done();
  }
  return judged;
}

function judgeHeld(trial: Trial, held: Int32Array, asked: Int32Array, barred?: Uint8Array): Judged[] {
  const { lesson } = trial;
  const isHeld = new Uint8Array(lesson.rows.count);
  for (const row of held) isHeld[row] = 1;
  const { model, plain } = learnWithout(trial, held, isHeld, barred);
  const denseModel =
    trial.dense && learnDenseWithout(trial.dense.lesson, trial.dense.model, held, isHeld, passes, trial.seed);
  const vocabulary = { ...trial.vocabulary, weights: weighWithout(trial, isHeld) };
  const rows = vectoriseAll(
    [...asked].map((row) => trial.examples[row]!),
    vocabulary,
  );
  const scores = new Float64Array(lesson.classes);
  const similar = new Float32Array(trial.labels.length);
  return [...asked].map((row, i) => {
    const score = (by: Softmax | SparseModel) => {
      if ('pattern' in by) scoreSparseRow(by, rows, i, scores);
      else scoreRow(by.weights, lesson.classes, rows, i, scores);
      for (let c = 0; c < scores.length; c++) scores[c]! *= trial.method.sharpness;
      return scores[findTopTwo(scores, barred).best]!;
    };
    const plainBest = plain && score(plain);
    const bestScore = score(model);
    const { best, second } = findTopTwo(scores, barred);
    compareExamples(
      trial.index,
      rows.indices.subarray(rows.starts[i]!, rows.starts[i + 1]!),
      rows.values.subarray(rows.starts[i]!, rows.starts[i + 1]!),
      rows.starts[i + 1]! - rows.starts[i]!,
      similar,
    );
    const nearest = findNearest(similar, trial.labels, best, isHeld);
    const kept = barred ? scores.filter((_, c) => !barred[c]) : scores.slice();
    const top = barred ? findTopTwo(kept) : { best, second };
    const stems = trial.examples[row]!.stems.length;
    const dense = denseModel && sightHeld(trial, denseModel, row, { isHeld, barred, similar });
    return {
      ...(dense && {
        dense: { ...dense, plain: { scores: kept, known: rows.known[i]!, stems, words: dense.words } },
      }),
      none: noneEvidence(
        plainBest ?? bestScore,
        kept.length,
        Math.max(nearest.nearestOfBest, nearest.nearestOfOthers),
      ),
      evidence: gatherEvidence({
        scores: kept,
        ...top,
        known: rows.known[i]!,
        stems,
        ...nearest,
      }),
      label: trial.labels[row]!,
      best,
      scores: kept,
    };
  });
}

/** What the dense family makes of a held-out row, by the classes that are kept; undefined where it has no vector. */
function sightHeld(
  { dense, labels, lesson }: Trial,
  model: Softmax,
  row: number,
  { isHeld, barred, similar }: { isHeld: Uint8Array; barred?: Uint8Array | undefined; similar: Float32Array },
): { sight: DenseSight; words: Float32Array } | undefined {
  if (!dense?.lesson.rows[row]) return undefined;
  const { scores, near } = sightRow(dense.lesson, model, row, isHeld);
  const words = nearestByClass(similar, labels, lesson.classes, isHeld);
  if (!barred) return { sight: { scores, near }, words };
  const isKept = (_: number, c: number) => !barred[c];
  return { sight: { scores: scores.filter(isKept), near: near.filter(isKept) }, words: words.filter(isKept) };
}

/** The nearest example of the best class and of all others. */
export function findNearest(
  similar: Float32Array,
  labels: Int32Array,
  best: number,
  skipped?: Uint8Array,
): { nearestOfBest: number; nearestOfOthers: number } {
  let nearestOfBest = 0;
  let nearestOfOthers = 0;
  for (let i = 0; i < labels.length; i++) {
    const value = similar[i]!;
    if (value <= nearestOfOthers && value <= nearestOfBest) continue;
    if (skipped?.[i]) continue;
    if (labels[i] === best) nearestOfBest = Math.max(nearestOfBest, value);
    else nearestOfOthers = Math.max(nearestOfOthers, value);
  }
  return { nearestOfBest, nearestOfOthers };
}

/** Where past messages are learnt from, it is by what this fold's own model makes of them. */
function learnWithout(
  trial: Trial,
  held: Int32Array,
  isHeld: Uint8Array,
  barred?: Uint8Array,
): { model: Softmax | SparseModel; plain?: Softmax } {
  const { lesson, method, seed } = trial;
  if ('pattern' in trial.model)
    return { model: trial.sparse!.learnWithout(trial.model, isHeld, passes, seed) };
  const rest = { ...lesson, costs: lesson.costs.slice() };
  for (let row = 0; row < rest.costs.length; row++) if (isHeld[row]) rest.costs[row] = 0;
  const model = learnWithoutRows(method, rest, passes, seed, trial.model, held);
  const plain = addShares(rest, model, method, trial.vocabulary.hashes.length);
  if (!trial.history) return { model: plain };
  // What foreign messages are judged by needs the scores' size only, not the last point of accuracy.
  if (barred) return { model: learnFromHistory(rest, trial.history, model, method, barred), plain };
  const taught = teachItself(rest, trial.history, model, method, [1, passes], seed);
  return { model: learnFromHistory(rest, trial.history, taught, method), plain };
}

/** Example numbers class by class, in random order within each. */
function dealOrder(labels: Int32Array, random: () => number): Int32Array {
  const shuffled = shuffledOrder(labels.length, random);
  return shuffled.sort((a, b) => labels[a]! - labels[b]!);
}

/** Weights of the features as they would be without the held rows; 0 where only those have it. */
function weighWithout(trial: Trial, isHeld: Uint8Array): Float32Array {
  const { lesson, labels, vocabulary } = trial;
  const seen = new Int32Array(lesson.rows.width);
  const last = new Int32Array(lesson.rows.width).fill(-1);
  const order = Int32Array.from(labels.keys()).sort((a, b) => labels[a]! - labels[b]! || a - b);
  for (const row of order) {
    if (isHeld[row]) continue;
    for (let entry = lesson.rows.starts[row]!; entry < lesson.rows.starts[row + 1]!; entry++) {
      const feature = lesson.rows.indices[entry]!;
      if (last[feature] === labels[row]) continue;
      last[feature] = labels[row]!;
      seen[feature]!++;
    }
  }
  return Float32Array.from(seen, (count, feature) => {
    if (count === 0 && !trial.common[feature]) return 0;
    return weighFeature(Math.max(1, count), lesson.classes, isCommon(vocabulary, feature));
  });
}
