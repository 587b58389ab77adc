import type {
  ConversationDecisions,
  DecidedFaq,
  FaqDecision,
  FaqDecisionExplained,
} from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { explainMatch } from '../../engines/language/model/explainMatch.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { loadConversation } from '../conversations/readConversations.ts';
import type { Core } from '../core.ts';
import { readFaqPolicies } from './faqPolicies.ts';
import { type DecisionRow, toDecision } from './listDecisions.ts';
import { readExampleTexts } from './testFaqs.ts';
import type { ModelCache } from './training/modelCache.ts';

/** The newest of a long conversation; the bot has its say at the start, people in the rest. */
const MOST = 200;

/** What was decided in a conversation, oldest first. Throws `conversation_not_found`. */
export async function readConversationDecisions(
  { db }: Core,
  actor: DeskActor,
  conversationId: string,
): Promise<ConversationDecisions> {
  await loadConversation(db, actor, conversationId);
  const found = await db.query<DecisionRow>(
    'select * from faq_decisions where workspace_id = $1 and conversation_id = $2 order by seq desc limit $3',
    [actor.workspaceId, conversationId, MOST],
  );
  const items = found.rows.reverse().map(toDecision);
  return { items, faqs: await readDecidedFaqs(db, actor, items) };
}

/**
 * One decision, and what decided, as the newest model tells. The words of the message are read from the log. Errors:
 * `conversation_not_found`, `decision_not_found`.
 */
export async function explainDecision(
  { db }: Core,
  models: ModelCache,
  actor: DeskActor,
  { conversationId, seq }: { conversationId: string; seq: number },
): Promise<FaqDecisionExplained> {
  const { workspaceId } = actor;
  await loadConversation(db, actor, conversationId);
  const found = await db.query<DecisionRow>(
    'select * from faq_decisions where workspace_id = $1 and conversation_id = $2 and seq = $3',
    [workspaceId, conversationId, seq],
  );
  const decision = toDecision(found.rows[0] ?? fail('decision_not_found'));
  const faqs = await readDecidedFaqs(db, actor, [decision]);
  const loaded = await models.get(workspaceId);
  const best = decision.ranked[0]?.faqId;
  const text = await readAsked(db, workspaceId, conversationId, seq);
  if (!loaded || best === undefined || text === '')
    return { decision, faqs, words: [], examples: [], explainedBy: loaded?.version ?? null };
  const { words, examples } = explainMatch(loaded.model, text, decision.language, best);
  const texts = await readExampleTexts(db, workspaceId, best, decision.language);
  return {
    decision,
    faqs,
    words,
    examples: examples.flatMap(({ number, similarity }) => {
      const example = number < 0 ? undefined : texts[number];
      return example === undefined ? [] : [{ text: example, similarity: Math.max(0, similarity) }];
    }),
    explainedBy: loaded.version,
  };
}

/** What the contact wrote without anybody between, up to this message: that is what was decided on. */
async function readAsked(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  conversationId: string,
  seq: number,
): Promise<string> {
  const found = await db.query<{ text: string }>(
    `select content->>'text' as text from entries
     where workspace_id = $1 and conversation_id = $2 and seq <= $3 and seq > $3 - 20 and kind = 'message' and author_kind = 'contact'
       and content->>'kind' = 'text' and seq > coalesce((select max(a.seq) from entries a where a.workspace_id = $1
         and a.conversation_id = $2 and a.seq < $3 and a.kind = 'message' and a.author_kind <> 'contact'), 0)
     order by seq`,
    [workspaceId, conversationId, seq],
  );
  return found.rows.map((row) => row.text).join('\n');
}

async function readDecidedFaqs(
  db: Pick<Db, 'query'>,
  { workspaceId }: DeskActor,
  decisions: FaqDecision[],
): Promise<DecidedFaq[]> {
  const ids = decisions.flatMap(({ faqIds, ranked, outcomeFaqId }) => [
    ...faqIds,
    ...ranked.map((one) => one.faqId),
    ...(outcomeFaqId ? [outcomeFaqId] : []),
  ]);
  const policies = await readFaqPolicies(db, workspaceId, [...new Set(ids)]);
  return [...policies.values()].map(({ id, title, snippetId, stage }) => ({ id, title, snippetId, stage }));
}
