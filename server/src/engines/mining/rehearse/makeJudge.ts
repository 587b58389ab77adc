import { readAnswers, sayTheSame } from '../answers/compareAnswers.ts';
import type { Asked } from '../asked/findAsked.ts';
import type { RehearsalInput } from './rehearse.ts';

/** `unjudged`: nobody answered, and no label says what was right. */
export type Verdict = 'right' | 'wrong' | 'unjudged';

/** Whether an FAQ was right for something that was asked. */
export type Judge = (asked: Asked, faq: string) => Verdict;

/**
 * Judges by the gold label where there is one, else by whether the FAQ's answer says the same as what the agent answered
 * then. The agent may have been brief or asked back, so without labels this errs towards "wrong".
 */
export function makeJudge({ faqs, gold }: RehearsalInput): Judge {
  const answers = new Map(faqs.map((faq) => [faq.id, faq.answer]));
  return (asked, faq) => {
    const label = gold?.get(asked.turn);
    if (label !== undefined) return label === faq ? 'right' : 'wrong';
    const own = answers.get(faq);
    if (!own || !asked.answer) return 'unjudged';
    const [ours, theirs] = readAnswers([own, asked.answer.text], asked.language);
    return sayTheSame(ours!, theirs!) ? 'right' : 'wrong';
  };
}
