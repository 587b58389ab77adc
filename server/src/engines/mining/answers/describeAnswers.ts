import { type Asked, byPlace } from '../asked/findAsked.ts';
import { sampleEvenly } from '../group/embedMessages.ts';
import type { Turn } from '../turn.ts';
import { compareAnswers, type ReadAnswer, readAnswers, sayTheSame } from './compareAnswers.ts';

/** How agents answered one group. Shares are 0 to 1, over pairs of answers from different conversations. */
export interface AnswersReport {
  answered: number;
  agents: number;
  /** Mean likeness of two answers; 0 where fewer than two were given. */
  identity: number;
  /** Pairs that are equal after masking names, numbers, dates. */
  exact: number;
  /** Pairs that are equal, near or of the same meaning. */
  same: number;
  /** The answer most like all others, as an agent wrote it. */
  typical?: string;
  /** Where that was given. */
  typicalTurn?: Turn;
  /** Of the answers looked at, how many say the same as the typical one. */
  likeTypical: { same: number; of: number };
  /** Minutes of an agent for one of them: mean without the tenth at either end. */
  minutes: number;
}

/** So many answers at most are compared pair by pair. */
const mostCompared = 120;

export function describeAnswers(asked: Asked[], language: string, seed: number): AnswersReport {
  const given = asked.filter((one) => one.answer !== undefined).sort(byPlace);
  const chosen = Array.from(sampleEvenly(given.length, mostCompared, seed), (i) => given[i]!);
  const read = readAnswers(
    chosen.map((one) => one.answer!.text),
    language,
  );
  const pairs = comparePairs(chosen, read);
  const typical = findTypical(read);
  const like = typical < 0 ? [] : read.filter((one) => sayTheSame(one, read[typical]!));
  const report: AnswersReport = {
    answered: given.length,
    agents: new Set(given.map((one) => one.answer!.agent)).size,
    ...pairs,
    likeTypical: { same: like.length, of: read.length },
    minutes: trimMean(given.map((one) => one.answer!.minutes)),
  };
  if (typical >= 0) {
    report.typical = chosen[typical]!.answer!.text.trim();
    report.typicalTurn = chosen[typical]!.answer!.turn;
  }
  return report;
}

function comparePairs(chosen: Asked[], read: ReadAnswer[]) {
  let pairs = 0;
  let identity = 0;
  let exact = 0;
  let same = 0;
  for (let i = 0; i < read.length; i++)
    for (let j = 0; j < i; j++) {
      if (chosen[i]!.conversation === chosen[j]!.conversation) continue;
      pairs++;
      identity += compareAnswers(read[i]!, read[j]!);
      if (read[i]!.key === read[j]!.key) exact++;
      if (sayTheSame(read[i]!, read[j]!)) same++;
    }
  const share = (sum: number) => (pairs > 0 ? sum / pairs : 0);
  return { identity: share(identity), exact: share(exact), same: share(same) };
}

/** The number of the answer that is most like the others, the first of equals; -1 without any. */
function findTypical(read: ReadAnswer[]): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  read.forEach((one, i) => {
    const sum = read.reduce((total, other) => total + compareAnswers(one, other), 0);
    if (sum <= most + 1e-9) return;
    most = sum;
    best = i;
  });
  return best;
}

/** The mean without the lowest and the highest tenth. */
export function trimMean(values: number[]): number {
  const cut = Math.floor(values.length / 10);
  const kept = [...values].sort((a, b) => a - b).slice(cut, values.length - cut);
  return kept.length > 0 ? kept.reduce((sum, value) => sum + value, 0) / kept.length : 0;
}
