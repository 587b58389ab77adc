import { seededRandom } from '../../language/classify/random.ts';
import { trimMean } from '../answers/describeAnswers.ts';
import { type Share, shareOf } from '../measure/shareOf.ts';
import type { Interval } from '../measure/wilsonInterval.ts';
import type { Verdict } from './makeJudge.ts';
import type { Rehearsed } from './rehearse.ts';

/** What became of one kind of decision. */
export interface Tally {
  all: number;
  right: number;
  wrong: number;
  unjudged: number;
}

/** What would have been done with some messages. Intervals hold in 95 cases of 100. */
export interface RehearsalFigures {
  /** First messages and questions, and the conversations that they stand in. */
  messages: number;
  conversations: number;
  answered: Tally;
  /** "Did you mean": right where the right one was among those offered. */
  asked: Tally;
  suggested: Tally;
  left: number;
  /** Of the answers that could be judged, how many were right. */
  precision: Share;
  /** The same of asking back. */
  askedRight: Share;
  /** Of all messages, how many were answered without a person, were asked back about, were left or suggested to a person. */
  coverage: Share;
  askedShare: Share;
  leftShare: Share;
  /** Minutes of agents that right answers would have saved. */
  minutes: Interval & { saved: number };
}

/** Precision and coverage if everything from this probability on had been answered. */
export interface CurvePoint {
  probability: number;
  coverage: Share;
  precision: Share;
}

export interface RehearsalReport extends RehearsalFigures {
  /** By the FAQ that was most likely, where more likely than not one fits, or that was acted on. */
  byFaq: Map<string, RehearsalFigures>;
  /** By week, from Monday, UTC; weeks without messages are left out. */
  byWeek: { from: number; figures: RehearsalFigures }[];
  curve: CurvePoint[];
  /** One by one, in the order of time. */
  rehearsed: Rehearsed[];
}

const draws = 400;
const points = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99];

export function sumUp(rehearsed: Rehearsed[], seed: number): RehearsalReport {
  // What an answer takes is a matter of the whole: some weeks and FAQs have too few answers to tell.
  const usual = trimMean(rehearsed.flatMap((one) => (one.asked.answer ? [one.asked.answer.minutes] : [])));
  const figuresOf = (some: Rehearsed[]) => sumFigures(some, usual, seed);
  const byFaq = groupBy(rehearsed, (one) => faqOf(one));
  const byWeek = groupBy(rehearsed, (one) => mondayOf(one.asked.at));
  return {
    ...figuresOf(rehearsed),
    byFaq: new Map(
      [...byFaq].sort(([a], [b]) => (a < b ? -1 : 1)).map(([faq, some]) => [faq, figuresOf(some)]),
    ),
    byWeek: [...byWeek].sort(([a], [b]) => a - b).map(([from, some]) => ({ from, figures: figuresOf(some) })),
    curve: points.map((probability) => pointAt(rehearsed, probability)),
    rehearsed,
  };
}

function sumFigures(some: Rehearsed[], usual: number, seed: number): RehearsalFigures {
  const of = (kind: Rehearsed['decision']['kind']) => some.filter((one) => one.decision.kind === kind);
  const share = (kinds: Rehearsed['decision']['kind'][]) =>
    countShare(some, (one) => kinds.includes(one.decision.kind));
  return {
    messages: some.length,
    conversations: new Set(some.map((one) => one.asked.conversation)).size,
    answered: tally(of('answer')),
    asked: tally(of('ask')),
    suggested: tally(of('suggest')),
    left: of('leave').length,
    precision: rightShare(of('answer'), (one) => one.verdict),
    askedRight: rightShare(of('ask'), (one) => one.verdict),
    coverage: share(['answer']),
    askedShare: share(['ask']),
    leftShare: share(['leave', 'suggest']),
    minutes: sumMinutes(some, usual, seed),
  };
}

function tally(some: Rehearsed[]): Tally {
  const count = (verdict: Verdict) => some.filter((one) => one.verdict === verdict).length;
  return { all: some.length, right: count('right'), wrong: count('wrong'), unjudged: count('unjudged') };
}

function rightShare(some: Rehearsed[], verdictOf: (one: Rehearsed) => Verdict): Share {
  const judged = some.filter((one) => verdictOf(one) !== 'unjudged');
  return countShare(judged, (one) => verdictOf(one) === 'right');
}

function countShare(some: Rehearsed[], isHit: (one: Rehearsed) => boolean): Share {
  const counts = groupBy(some, (one) => one.asked.conversation);
  return shareOf([...counts.values()].map((own) => ({ hits: own.filter(isHit).length, of: own.length })));
}

function pointAt(rehearsed: Rehearsed[], probability: number): CurvePoint {
  const reaches = (one: Rehearsed) => (one.ranked[0]?.probability ?? 0) >= probability;
  return {
    probability,
    coverage: countShare(rehearsed, reaches),
    precision: rightShare(rehearsed.filter(reaches), (one) => one.bestVerdict),
  };
}

function faqOf({ decision, ranked, none }: Rehearsed): string | undefined {
  if (decision.kind === 'answer') return decision.faq;
  if (decision.kind === 'ask') return decision.faqs[0];
  return none < 0.5 ? ranked[0]?.faq : undefined;
}

const day = 24 * 3600_000;
/** 1970 began on a Thursday. */
const mondayOf = (at: number): number => Math.floor((at / day + 3) / 7) * 7 * day - 3 * day;

/** Without those that have no key. */
function groupBy<K>(some: Rehearsed[], keyOf: (one: Rehearsed) => K | undefined): Map<K, Rehearsed[]> {
  const groups = new Map<K, Rehearsed[]>();
  for (const one of some) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/**
 * A right answer saves what the agent spent, or the usual time where no agent answered. The interval draws conversations
 * anew (bootstrap), since the messages of one conversation go together.
 */
function sumMinutes(some: Rehearsed[], usual: number, seed: number): Interval & { saved: number } {
  const byConversation = new Map<string, number>();
  for (const { asked, decision, verdict } of some) {
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
