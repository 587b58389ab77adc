import { type Judged, judgeExamples, type Trial } from '../calibrate/crossValidate.ts';
import { learnFromHistory, makeHistory } from '../classify/learnFromHistory.ts';
import { teachItself } from '../classify/teachItself.ts';
import type { Softmax } from '../classify/trainSoftmax.ts';
import type { Features } from '../features/extractFeatures.ts';
import { vectoriseAll } from '../features/vectorise.ts';
import { countWords, listWords } from '../text/correctWords.ts';
import { foldText } from '../text/foldText.ts';
import { type MatcherInput, readFeatures, splitParts } from './prepareExamples.ts';

/** Fewer past messages than this teach nothing. */
export const leastHistory = 200;
/** More than this only cost time; the last are taken. */
const mostHistory = 6000;
/** More than this only cost time in cross-validation. */
const enoughHistory = 1000;
/** A past message counts like so much of an example. */
const historyWeight = 0.3;
/** Of progress: three folds and the whole. */
export const stepsOfHistory = 4;
/** A feature in so many past messages is a word of this workplace, not a slip. */
export const commonEnough = 3;
/** Passes over the chosen messages in each round. */
const passesOfItself: [number, number] = [4, 4];

/** Features of past messages, each text once; one that is an example by now would in cross-validation give itself away. */
export function listHistory(input: MatcherInput): Features[] {
  const texts = new Set(input.history.map((text) => foldText(text).trim()).filter(Boolean));
  for (const faq of input.faqs) for (const text of faq.examples) texts.delete(foldText(text).trim());
  return [...texts].slice(-mostHistory).map((text) => readFeatures(text, input.language));
}

/** What past messages teach is kept only where cross-validation on the labelled examples confirms it. */
export function tryHistory(
  plain: Trial,
  messages: Features[],
  before: Judged[],
  { folds, limit }: { folds: number; limit: number },
  done: () => void,
) {
  const { vocabulary, method, lesson, seed } = plain;
  const model = plain.model as Softmax;
  const make = (some: Features[], weight: number) => {
    const rows = vectoriseAll(some, vocabulary);
    const parts = splitParts(rows, vocabulary, method);
    return makeHistory(rows, parts, vocabulary.hashes.length, weight, model);
  };
  // Half of them, twice as heavy, tell as much about calibration.
  const some = messages.length > enoughHistory ? messages.filter((_, i) => i % 2 === 0) : messages;
  const trial = { ...plain, history: make(some, (historyWeight * messages.length) / some.length) };
  // The first three fifths will do; they come in the same order as before.
  const judged = judgeExamples(trial, 3, Math.min(limit, (plain.real * 3) / folds), done);
  const count = (all: Judged[]) => all.filter((one) => one.best === one.label).length;
  if (count(judged) < count(before.slice(0, judged.length))) return undefined;
  const history = make(messages, historyWeight);
  const own = teachItself(lesson, history, model, method, passesOfItself, seed);
  done();
  return { trial, judged, model: learnFromHistory(lesson, history, own, method) };
}

/** Words of the examples, and those that several past messages have: what one person alone wrote is not kept. */
export function spellWords(examples: string[], history: string[], known: string[] = []): string[] {
  const past = new Map<string, number>();
  for (const text of new Set(history.slice(-mostHistory).map(foldText)))
    for (const word of countWords([text]).keys()) past.set(word, (past.get(word) ?? 0) + 1);
  for (const [word, count] of past) if (count < commonEnough) past.delete(word);
  for (const word of known) past.set(word, past.get(word) ?? 0);
  return listWords(countWords(examples.map(foldText), past));
}
