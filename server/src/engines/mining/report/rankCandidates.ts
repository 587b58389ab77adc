import { seededRandom } from '../../language/classify/random.ts';
import type { WrongCost } from '../../language/decide.ts';
import type { Faq } from '../../language/model/languageModel.ts';
import { type Interval, wilsonInterval } from '../measure/wilsonInterval.ts';
import type { QuestionGroup } from './describeGroups.ts';

/** A group that could be answered without a person, placed on the matrix. */
export interface Candidate {
  group: QuestionGroup;
  /** Share of past answers that said the same as the typical one: the chance that it would have been right. */
  right: Interval & { share: number };
  /** To be judged by a person; medium until then. */
  cost: WrongCost;
  perMonth: number;
  /** Minutes of agents a month, with an interval that holds in 95 cases of 100. */
  minutes: Interval & { expected: number };
  /** Enough examples for an FAQ of its own. */
  ready: boolean;
  snippet?: { title: string; text: string };
  faq: Omit<Faq, 'id'>;
}

const month = 30.44 * 24 * 3600_000;
/** Shorter histories are not blown up to a month by more than this span. */
const leastSpan = 7 * 24 * 3600_000;
const leastExamples = 10;
const draws = 400;

/** What the typical answer fits more seldom than this is no question with an answer: it stands behind all that is, whatever it takes. */
const leastFit = 0.5;
const fits = ({ right }: Candidate): number => (right.share >= leastFit ? 1 : 0);

/** Candidates that one answer mostly fits come first; by the minutes that are saved at least, then by those expected, then by volume. */
export function rankCandidates(
  groups: QuestionGroup[],
  span: { from: number; to: number },
  seed: number,
): Candidate[] {
  const months = Math.max(leastSpan, span.to - span.from) / month;
  return groups
    .map((group) => describeCandidate(group, months, seed))
    .sort(
      (a, b) =>
        fits(b) - fits(a) ||
        b.minutes.low - a.minutes.low ||
        b.minutes.expected - a.minutes.expected ||
        b.group.volume - a.group.volume,
    );
}

function describeCandidate(group: QuestionGroup, months: number, seed: number): Candidate {
  const { answers, language, examples } = group;
  const { same, of } = answers.likeTypical;
  const share = of > 0 ? same / of : 0;
  const perMonth = group.volume / months;
  const candidate: Candidate = {
    group,
    right: { share, ...wilsonInterval(same, of) },
    cost: 'medium',
    perMonth,
    minutes: { expected: perMonth * share * answers.minutes, ...drawMinutes(group, months, seed) },
    ready: examples.length >= leastExamples,
    faq: { title: group.name, language, examples },
  };
  if (answers.typical !== undefined) {
    candidate.snippet = { title: group.name, text: answers.typical };
    candidate.faq.answer = answers.typical;
  }
  return candidate;
}

/**
 * Bootstrap of the three things that are uncertain: how often it is asked (Poisson), whether the typical answer is right
 * (binomial, one more of either kind seen) and how long an answer takes (answers drawn anew).
 */
function drawMinutes(group: QuestionGroup, months: number, seed: number): Interval {
  const times = group.asked.flatMap((one) => (one.answer ? [one.answer.minutes] : []));
  const { same, of } = group.answers.likeTypical;
  if (times.length === 0) return { low: 0, high: 0 };
  const random = seededRandom(seed);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const volume = Math.max(0, group.volume + Math.sqrt(group.volume) * drawNormal(random));
    let right = 0;
    for (let i = 0; i < of + 2; i++) if (random() < (same + 1) / (of + 2)) right++;
    let time = 0;
    const sampled = Math.min(200, times.length);
    for (let i = 0; i < sampled; i++) time += times[Math.floor(random() * times.length)]! / sampled;
    found.push((volume / months) * (right / (of + 2)) * time);
  }
  found.sort((a, b) => a - b);
  return { low: found[Math.floor(draws * 0.025)]!, high: found[Math.ceil(draws * 0.975) - 1]! };
}

function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
