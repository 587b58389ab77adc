import { seededRandom } from '../../language/classify/random.ts';
import { trimMean } from '../answers/describeAnswers.ts';
import { type Interval, wilsonInterval } from '../measure/wilsonInterval.ts';
import type { Rehearsed } from './rehearse.ts';

/** What became of one kind of decision. */
export interface Tally {
  all: number;
  right: number;
  wrong: number;
  unjudged: number;
}

/** What an FAQ set would have done. Intervals hold in 95 cases of 100. */
export interface RehearsalReport {
  /** First messages and questions. */
  messages: number;
  answered: Tally;
  /** "Did you mean": right where the right one was among those offered. */
  asked: Tally;
  suggested: Tally;
  left: number;
  /** Of the answers that could be judged, how many were right. */
  precision: Interval & { share: number };
  /** Of all messages, how many were answered without a person. */
  coverage: Interval & { share: number };
  /** Minutes of agents that right answers would have saved. */
  minutes: Interval & { saved: number };
  byFaq: Map<string, Tally>;
  /** One by one, in the order of time. */
  rehearsed: Rehearsed[];
}

const draws = 400;

export function sumUp(rehearsed: Rehearsed[], seed: number): RehearsalReport {
  const of = (kind: Rehearsed['decision']['kind']) => rehearsed.filter((one) => one.decision.kind === kind);
  const answered = tally(of('answer'));
  const judged = answered.right + answered.wrong;
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return {
    messages: rehearsed.length,
    answered,
    asked: tally(of('ask')),
    suggested: tally(of('suggest')),
    left: of('leave').length,
    precision: { share: share(answered.right, judged), ...wilsonInterval(answered.right, judged) },
    coverage: {
      share: share(answered.all, rehearsed.length),
      ...wilsonInterval(answered.all, rehearsed.length),
    },
    minutes: sumMinutes(rehearsed, seed),
    byFaq: tallyByFaq(of('answer')),
    rehearsed,
  };
}

function tally(some: Rehearsed[]): Tally {
  const count = (verdict: Rehearsed['verdict']) => some.filter((one) => one.verdict === verdict).length;
  return { all: some.length, right: count('right'), wrong: count('wrong'), unjudged: count('unjudged') };
}

function tallyByFaq(answers: Rehearsed[]): Map<string, Tally> {
  const byFaq = new Map<string, Rehearsed[]>();
  for (const one of answers) {
    if (one.decision.kind !== 'answer') continue;
    byFaq.set(one.decision.faq, [...(byFaq.get(one.decision.faq) ?? []), one]);
  }
  return new Map([...byFaq].sort(([a], [b]) => (a < b ? -1 : 1)).map(([faq, own]) => [faq, tally(own)]));
}

/**
 * A right answer saves what the agent spent, or the usual time where no agent answered. The interval draws conversations
 * anew (bootstrap), since the messages of one conversation go together.
 */
function sumMinutes(rehearsed: Rehearsed[], seed: number): Interval & { saved: number } {
  const usual = trimMean(rehearsed.flatMap((one) => (one.asked.answer ? [one.asked.answer.minutes] : [])));
  const byConversation = new Map<string, number>();
  for (const { asked, decision, verdict } of rehearsed) {
    const saved = decision.kind === 'answer' && verdict === 'right' ? (asked.answer?.minutes ?? usual) : 0;
    byConversation.set(asked.conversation, (byConversation.get(asked.conversation) ?? 0) + saved);
  }
  const each = [...byConversation].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, minutes]) => minutes);
  const random = seededRandom(seed);
  const sums = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < each.length; i++) sum += each[Math.floor(random() * each.length)]!;
    return sum;
  }).sort((a, b) => a - b);
  return {
    saved: each.reduce((sum, minutes) => sum + minutes, 0),
    low: sums[Math.floor(draws * 0.025)]!,
    high: sums[Math.ceil(draws * 0.975) - 1]!,
  };
}
