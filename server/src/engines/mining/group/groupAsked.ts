import { extractFeatures } from '../../language/features/extractFeatures.ts';
import { maskDetails } from '../answers/maskDetails.ts';
import type { Asked } from '../asked/findAsked.ts';
import { centrePoints, embedMessages, normaliseRow, type Points } from './embedMessages.ts';
import { groupPoints } from './groupPoints.ts';
import { joinPoints, measureReliability } from './joinPoints.ts';

/** What was asked in one language, with the point of each wording and its group. */
export interface Grouping {
  language: string;
  asked: Asked[];
  /** The wording of each thing asked, as a row of the points. */
  wordings: Int32Array;
  points: Points;
  /** The group of each wording. */
  labels: Int32Array;
  /** How much the agents' answers tell about the groups beyond the words, 0 to 1. */
  reliability: number;
}

/** Below this the answers are taken to say nothing, so that noise stays out. */
const leastReliability = 0.05;

/**
 * Groups by meaning, one language at a time. Equal wordings are one point; what agents answered counts in as far as like
 * wordings get like answers. The order of the input does not matter. `onProgress` hears the share done.
 */
export function groupAsked(
  all: Asked[],
  seed: number,
  onProgress: (share: number) => void = () => {},
): Grouping[] {
  const byLanguage = new Map<string, Asked[]>();
  for (const one of all) {
    const known = byLanguage.get(one.language);
    if (known) known.push(one);
    else byLanguage.set(one.language, [one]);
  }
  let before = 0;
  return [...byLanguage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([language, asked]) => {
      const from = before;
      before += asked.length;
      return groupLanguage(language, asked, seed, (share) =>
        onProgress((from + share * asked.length) / all.length),
      );
    });
}

/** Of the time that a language takes, making points of it is about this share. */
const POINTS_PART = 0.12;

function groupLanguage(
  language: string,
  asked: Asked[],
  seed: number,
  onProgress: (share: number) => void,
): Grouping {
  const keys = [...new Set(asked.map((one) => one.key))].sort();
  const numbers = new Map(keys.map((key, i) => [key, i]));
  const wordings = Int32Array.from(asked, (one) => numbers.get(one.key)!);
  const examples = new Map<string, Asked>();
  for (const one of asked) if (!examples.has(one.key)) examples.set(one.key, one);
  const texts = embedMessages(
    keys.map((key) => examples.get(key)!.features),
    seed,
  );
  const answers = embedAnswers(asked, wordings, keys.length, language, seed);
  const { points, reliability } = joinAnswers(texts, answers, seed);
  onProgress(POINTS_PART);
  const labels = groupPoints(points, seed, (share) => onProgress(POINTS_PART + (1 - POINTS_PART) * share));
  return { language, asked, wordings, points, labels, reliability };
}

function joinAnswers(texts: Points, answers: Points | undefined, seed: number) {
  const reliability = answers ? measureReliability(texts, answers, seed) : 0;
  const points =
    answers && reliability >= leastReliability ? joinPoints(texts, answers, Math.sqrt(reliability)) : texts;
  return { points, reliability };
}

/** The mean of the answers that each wording got; all zero where it got none. */
function embedAnswers(
  asked: Asked[],
  wordings: Int32Array,
  count: number,
  language: string,
  seed: number,
): Points | undefined {
  const keys = asked.map((one) => (one.answer ? maskDetails(one.answer.text).join(' ') : ''));
  const known = [...new Set(keys.filter((key) => key !== ''))].sort();
  if (known.length < 2) return undefined;
  const embedded = embedMessages(
    known.map((key) => extractFeatures(key, language)),
    seed,
  );
  const numbers = new Map(known.map((key, i) => [key, i]));
  const told = keys.flatMap((key) => (key === '' ? [] : [numbers.get(key)!])).sort((a, b) => a - b);
  const centred = centrePoints(embedded, told);
  const { dimensions } = centred;
  const values = new Float32Array(count * dimensions);
  const order = Array.from(keys.keys()).sort((a, b) =>
    keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : 0,
  );
  for (const i of order) {
    if (keys[i] === '') continue;
    const from = numbers.get(keys[i]!)! * dimensions;
    for (let d = 0; d < dimensions; d++) values[wordings[i]! * dimensions + d]! += centred.values[from + d]!;
  }
  for (let wording = 0; wording < count; wording++) normaliseRow(values, wording * dimensions, dimensions);
  return { count, dimensions, values };
}
