import type { FaqSettings } from '@causerie/protocol';
import { type Candidate, decide, type Worth } from '../../../engines/language/decide.ts';
import type { Match, RankedFaq, Ranking } from '../../../engines/language/model/matchMessage.ts';
import { candidatesOf, type FaqPolicy } from '../faqPolicies.ts';

/** More answers at once nobody reads. */
const MOST_PARTS = 3;

/** What is less likely than this is rather something told beside the question ("it is for a hotel") than one more. */
const LEAST = 0.75;

/** `embedded`: the vector of each question was used. */
export type PartsDecision = {
  kind: 'answer' | 'ask';
  faqIds: string[];
  ranked: RankedFaq[];
  embedded: boolean;
};

type Circumstances = {
  worth: Worth;
  promise: FaqSettings['promise'];
  tried: readonly string[];
  mayAsk: boolean;
};

/**
 * What to do with a message in which several questions were found, each for an FAQ of its own. Where each of them by itself would be
 * answered, all are, in their order. Where not, the contact is asked which is meant. Undefined where neither may be: then the message is
 * decided as a whole.
 */
export function decideParts(
  { questions }: Match,
  policies: ReadonlyMap<string, FaqPolicy>,
  { worth, promise, tried, mayAsk }: Circumstances,
): PartsDecision | undefined {
  const parts = questions
    .map((question) => ({ question, candidates: candidatesOf(question.ranked, policies) }))
    .filter(({ candidates }) => candidates[0] && candidates[0].probability >= LEAST);
  const bests = distinct(parts.map(({ candidates }) => candidates[0]!)).slice(0, MOST_PARTS);
  if (bests.length < 2 || bests.some(({ faq, cost }) => cost === 'neverAlone' || tried.includes(faq)))
    return undefined;
  const faqIds = bests.map(({ faq }) => faq);
  const ranked = bests
    .map(({ faq, probability }) => ({ faq, probability }))
    .toSorted((a, b) => b.probability - a.probability);
  const sure = parts.every(
    ({ question, candidates }) =>
      decide(candidates, { worth, answerAt: answerAtOf(question, promise) }).kind === 'answer',
  );
  const embedded = parts.every(({ question }) => question.embedded);
  if (sure) return { kind: 'answer', faqIds, ranked, embedded };
  return mayAsk ? { kind: 'ask', faqIds, ranked, embedded } : undefined;
}

/** The least probability that keeps the promise. */
export const answerAtOf = (ranking: Ranking, promise: FaqSettings['promise']): number =>
  promise === 0.98 ? ranking.answerAt98 : ranking.answerAt95;

const distinct = (candidates: Candidate[]): Candidate[] =>
  [...new Map(candidates.toReversed().map((one) => [one.faq, one])).values()].toReversed();
