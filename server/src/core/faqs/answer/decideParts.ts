import { type Candidate, decide, type Worth } from '../../../engines/language/decide.ts';
import type { Match, RankedFaq } from '../../../engines/language/model/matchMessage.ts';
import { candidatesOf, type FaqPolicy } from '../faqPolicies.ts';

/** More answers at once nobody reads. */
const MOST_PARTS = 3;

/** What is less likely than this is rather something told beside the question ("it is for a hotel") than one more. */
const LEAST = 0.75;

export type PartsDecision = { kind: 'answer' | 'ask'; faqIds: string[]; ranked: RankedFaq[] };

type Circumstances = { worth: Worth; answerAt: number; tried: readonly string[]; mayAsk: boolean };

/**
 * What to do with a message in which several questions were found, each for an FAQ of its own. Where each of them by itself would be
 * answered, all are, in their order. Where not, the contact is asked which is meant. Undefined where neither may be: then the message is
 * decided as a whole.
 */
export function decideParts(
  { questions }: Match,
  policies: ReadonlyMap<string, FaqPolicy>,
  { worth, answerAt, tried, mayAsk }: Circumstances,
): PartsDecision | undefined {
  const parts = questions
    .map(({ ranked }) => candidatesOf(ranked, policies))
    .filter((candidates) => candidates[0] && candidates[0].probability >= LEAST);
  const bests = distinct(parts.map((candidates) => candidates[0]!)).slice(0, MOST_PARTS);
  if (bests.length < 2 || bests.some(({ faq, cost }) => cost === 'neverAlone' || tried.includes(faq)))
    return undefined;
  const faqIds = bests.map(({ faq }) => faq);
  const ranked = bests
    .map(({ faq, probability }) => ({ faq, probability }))
    .toSorted((a, b) => b.probability - a.probability);
  const sure = parts.every((candidates) => decide(candidates, { worth, answerAt }).kind === 'answer');
  if (sure) return { kind: 'answer', faqIds, ranked };
  return mayAsk ? { kind: 'ask', faqIds, ranked } : undefined;
}

const distinct = (candidates: Candidate[]): Candidate[] =>
  [...new Map(candidates.toReversed().map((one) => [one.faq, one])).values()].toReversed();
