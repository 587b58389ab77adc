import type { FaqCost, FaqStage } from '@causerie/protocol';
import type { CoreTx } from '../core/core.ts';
import { queueTraining } from '../core/faqs/training/queueTraining.ts';
import { insertFaq } from '../core/faqs/writeFaq.ts';
import { insertSnippet } from '../core/snippets/writeSnippet.ts';
import { ownerOf } from './ownerOf.ts';
import type { People } from './planConversation.ts';

/** As `demo/data/faqs.json` has them: a snippet and its FAQ, texts and examples by language. */
export type SampleFaq = {
  name: string;
  /** For customers, by language, where the name is in another one. */
  titles?: Record<string, string>;
  topic: string;
  cost: FaqCost;
  stage: FaqStage;
  share?: number;
  texts: Record<string, string>;
  examples: Record<string, string[]>;
};

/** The sample company's FAQs. The bot answers in its inbox for professionals; in the shop it decides in the shadow. */
export async function insertFaqs(tx: CoreTx, people: People, sample: SampleFaq[]): Promise<void> {
  const { workspaceId } = people;
  const actor = ownerOf(people);
  for (const { name, titles = {}, topic, cost, stage, share, texts, examples } of sample) {
    const snippetId = await insertSnippet(tx, actor, {
      name,
      topic,
      texts: Object.entries(texts).map(([language, text]) => ({ language, text })),
    });
    await insertFaq(tx, actor, {
      snippetId,
      cost,
      stage,
      ...(share !== undefined && { share }),
      titles: Object.entries(titles).map(([language, title]) => ({ language, title })),
      examples: Object.entries(examples).flatMap(([language, items]) =>
        items.map((text) => ({ text, language })),
      ),
    });
  }
  // A small set of examples reaches the lower promise only.
  await tx.query('update faq_settings set promise = 0.95 where workspace_id = $1', [workspaceId]);
  await tx.query('update inboxes set bot = true where workspace_id = $1 and id = $2', [
    workspaceId,
    people.inboxes.get('pro'),
  ]);
  await queueTraining(tx, workspaceId, { full: true, now: true });
}
