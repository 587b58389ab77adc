import type { FaqCost, FaqStage } from '@causerie/protocol';
import { type Core, type CoreTx, transact } from '../core/core.ts';
import { decideMessage } from '../core/faqs/answer/decideMessage.ts';
import { judgeDecisions } from '../core/faqs/answer/judgeDecisions.ts';
import { recordDecision } from '../core/faqs/answer/recordDecision.ts';
import { readFaqSettings } from '../core/faqs/faqSettings.ts';
import type { ModelCache } from '../core/faqs/training/modelCache.ts';
import { queueTraining } from '../core/faqs/training/queueTraining.ts';
import { insertFaq } from '../core/faqs/writeFaq.ts';
import { insertSnippet } from '../core/snippets/writeSnippet.ts';
import { settleBotTalks } from './insertBotTalks.ts';
import { ownerOf } from './ownerOf.ts';
import type { People } from './planConversation.ts';

/** As `demo/data/faqs.json` has them: a snippet and its FAQ, texts and examples by language. */
export type SampleFaq = {
  name: string;
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
  for (const { name, topic, cost, stage, share, texts, examples } of sample) {
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

/**
 * Once the model is trained: what it would have decided for what the sample's customers asked first, each at its time, and
 * how that compares with what the agents answered, so that the reports have something to show. Nothing waits for it.
 */
export async function decidePast(core: Core, models: ModelCache, signal: AbortSignal): Promise<void> {
  const found = await core.db.query<{ workspace_id: string }>(
    'select workspace_id from faq_settings where faqs > 0 limit 1',
  );
  const workspaceId = found.rows[0]?.workspace_id;
  if (!workspaceId) return;
  for (;;) {
    if (signal.aborted) return;
    const ready = await core.db.query(
      `select from language_models where workspace_id = $1 and state = 'ready'`,
      [workspaceId],
    );
    if (ready.rowCount !== 0) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  models.expire(workspaceId);
  const model = await models.get(workspaceId);
  if (!model) return;
  const settings = await readFaqSettings(core.db, workspaceId);
  const asked = await core.db.query<{ id: string; contact_id: string; seq: number; at: Date; text: string }>(
    `select distinct on (c.id) c.id, c.contact_id, e.seq, e.at, e.content->>'text' as text
     from conversations c join entries e on (e.workspace_id, e.conversation_id) = (c.workspace_id, c.id)
     where c.workspace_id = $1 and e.kind = 'message' and e.author_kind = 'contact' and e.content->>'kind' = 'text' and not c.spam
     order by c.id, e.seq`,
    [workspaceId],
  );
  await transact(core, async (tx) => {
    for (const { id, contact_id, seq, at, text } of asked.rows) {
      const decided = await decideMessage(tx, model, {
        workspaceId,
        contactId: contact_id,
        text,
        settings,
        held: false,
      });
      const reference = { workspaceId, conversationId: id, seq };
      if (await recordDecision(tx, reference, model.version, decided))
        await tx.query(
          'update faq_decisions set at = $4 where workspace_id = $1 and conversation_id = $2 and seq = $3',
          [workspaceId, id, seq, at],
        );
    }
  });
  await settleBotTalks(core.db, workspaceId);
  await judgeDecisions(core, workspaceId, undefined, 365);
}
