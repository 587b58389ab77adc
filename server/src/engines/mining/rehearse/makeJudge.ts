import { readAnswers, sayTheSame } from '../answers/compareAnswers.ts';
import type { Asked } from '../asked/findAsked.ts';
import type { Turn } from '../turn.ts';
import type { RehearsalInput } from './rehearse.ts';

/** `unjudged`: nobody answered, and no label says what was right. */
export type Verdict = 'right' | 'wrong' | 'unjudged';

/** An FAQ thought of for something that was asked, and what agents wrote then, until the contact wrote again. */
export interface Judged {
  asked: Asked;
  replies: Turn[];
  faq: string;
}

/** `faq`: which one would have been right, where one is known. */
export interface Judgement {
  verdict: Verdict;
  faq?: string;
}

/** Whether each FAQ was right, in the order of the items. */
export type JudgeAll = (items: Judged[]) => Judgement[];

/**
 * Judges by the gold label where there is one, else by whether the FAQ's answer says the same as what the agent answered
 * then. The agent may have been brief or asked back, so without labels this errs towards "wrong".
 */
export function makeJudge({ faqs, gold }: RehearsalInput): JudgeAll {
  const answers = new Map<string, string[]>();
  for (const { id, answer } of faqs) if (answer) answers.set(id, [...(answers.get(id) ?? []), answer]);
  return (items) =>
    items.map(({ asked, faq }): Judgement => {
      const label = gold?.get(asked.turn);
      if (label !== undefined)
        return { verdict: label === faq ? 'right' : 'wrong', ...(label !== null && { faq: label }) };
      const own = answers.get(faq);
      if (!own || !asked.answer) return { verdict: 'unjudged' };
      const [theirs, ...ours] = readAnswers([asked.answer.text, ...own], asked.language);
      return ours.some((one) => sayTheSame(one, theirs!)) ? { verdict: 'right', faq } : { verdict: 'wrong' };
    });
}
