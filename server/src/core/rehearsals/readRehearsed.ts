import { type FaqCost, type FaqSettings, renderSnippet } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { WrongCost } from '../../engines/language/decide.ts';
import type { FeedbackEvent } from '../../engines/language/model/languageModel.ts';
import type { RehearsedFaq } from '../../engines/mining/rehearse/rehearse.ts';
import { readFaqSettings } from '../faqs/faqSettings.ts';
import { readFeedback } from '../faqs/training/readFeedback.ts';
import { readTrainInput } from '../faqs/training/readTrainInput.ts';

/** An FAQ's answer in one language, as it would be sent. */
export type RehearsedAnswer = { faqId: string; language: string; text: string };
/** The FAQs with their policy as they are now, and what traffic has taught. */
export type RehearsedSet = {
  faqs: RehearsedFaq[];
  answers: RehearsedAnswer[];
  settings: FaqSettings;
  feedback: FeedbackEvent[];
};

/** `acting`: FAQs that answer as if for everybody; none given: all do. Four queries. */
export async function readRehearsed(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  acting: readonly string[],
): Promise<RehearsedSet> {
  const { faqs } = await readTrainInput(db, workspaceId);
  const found = await db.query<RehearsedAnswer & { cost: FaqCost }>(
    `select f.id as "faqId", f.cost, lower(split_part(t.language, '-', 1)) as language, t.text
     from faqs f join snippet_texts t on (t.workspace_id, t.snippet_id) = (f.workspace_id, f.snippet_id)
     where f.workspace_id = $1 order by f.id, t.place`,
    [workspaceId],
  );
  const costs = new Map<string, WrongCost>();
  for (const { faqId, cost, text } of found.rows) {
    const acts = acting.length === 0 || acting.includes(faqId);
    costs.set(faqId, acts && cost !== 'never' && isSaidAlone(text) ? cost : 'neverAlone');
  }
  return {
    faqs: faqs.map((faq) => ({ ...faq, cost: costs.get(faq.id) ?? 'neverAlone' })),
    answers: found.rows.map(({ faqId, language, text }) => ({ faqId, language, text })),
    settings: await readFaqSettings(db, workspaceId),
    feedback: await readFeedback(db, workspaceId),
  };
}

/** Nobody answers in a person's name: such a text is only suggested. What is known of the contact is taken to be known. */
const isSaidAlone = (text: string): boolean =>
  !renderSnippet(text, {}).missing.some((name) => name.startsWith('agent.'));
