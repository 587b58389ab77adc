import {
  type Content,
  chooseText,
  type FaqSuggestionFeedback,
  type FaqSuggestions,
} from '@causerie/protocol';
import { LEAST_SUGGESTED } from '../../engines/language/decide.ts';
import { matchMessage } from '../../engines/language/model/matchMessage.ts';
import { fail } from '../../errors.ts';
import { type AgentActor, can, type DeskActor, mustBeAble } from '../actor.ts';
import { loadConversation } from '../conversations/readConversations.ts';
import { type Core, transact } from '../core.ts';
import { considerStepBack } from './answer/considerStepBack.ts';
import { decideMessage } from './answer/decideMessage.ts';
import { recordDecision, settleDecision } from './answer/recordDecision.ts';
import { type FaqPolicy, readFaqPolicies } from './faqPolicies.ts';
import { readFaqSettings } from './faqSettings.ts';
import type { ModelCache } from './training/modelCache.ts';

const MOST = 3;

const none: FaqSuggestions = { seq: null, items: [] };

/** What fits the contact's last words, as long as no agent has answered them. Throws `conversation_not_found`. */
export async function suggest(
  core: Core,
  models: ModelCache,
  actor: DeskActor,
  conversationId: string,
): Promise<FaqSuggestions> {
  const { db } = core;
  const { workspaceId } = actor;
  await loadConversation(db, actor, conversationId);
  const model = await models.get(workspaceId);
  const last = await readLast(core, workspaceId, conversationId);
  if (!model || !last) return none;
  const { seq, text } = last;
  const vectors = await core.embedder.embed(workspaceId, model.model, [text]);
  const match = matchMessage(model.model, text, { now: Date.now(), vectors });
  const likely = match.ranked
    .filter((one) => one.probability >= LEAST_SUGGESTED)
    .slice(0, MOST + last.dismissed.length);
  const policies = await readFaqPolicies(
    db,
    workspaceId,
    likely.map((one) => one.faq),
  );
  const shown = likely
    .flatMap(({ faq, probability }) => {
      const policy = policies.get(faq);
      const fits = policy && policy.stage !== 'off' && !last.dismissed.includes(faq) && maySee(actor, policy);
      return fits ? [{ policy, probability }] : [];
    })
    .slice(0, MOST);
  const texts = await db.query<{ snippet_id: string; language: string; text: string }>(
    'select snippet_id, language, text from snippet_texts where workspace_id = $1 and snippet_id = any ($2) order by place',
    [workspaceId, shown.map(({ policy }) => policy.snippetId)],
  );
  const items = shown.flatMap(({ policy, probability }) => {
    const own = texts.rows.filter((row) => row.snippet_id === policy.snippetId);
    const chosen = chooseText(own, match.language);
    return chosen
      ? [
          {
            faqId: policy.id,
            snippetId: policy.snippetId,
            title: policy.title,
            probability,
            language: chosen.language,
            text: chosen.text,
          },
        ]
      : [];
  });
  return { seq, items };
}

const maySee = (actor: DeskActor, { teamId }: FaqPolicy): boolean =>
  teamId === null ||
  can(actor, 'snippets.change') ||
  (actor.kind === 'agent' && actor.teamIds.includes(teamId));

/**
 * The agent took a suggestion, or does not want to see it again for this message. Saying it twice changes nothing. Errors:
 * `conversation_not_found`, `faq_not_found`, `invalid_value` where the message is not the contact's.
 */
export async function takeFeedback(
  core: Core,
  models: ModelCache,
  actor: AgentActor | DeskActor,
  conversationId: string,
  { seq, faqId, outcome }: FaqSuggestionFeedback,
): Promise<void> {
  mustBeAble(actor, 'conversations.reply');
  const { workspaceId } = actor;
  const { contactId } = await loadConversation(core.db, actor, conversationId);
  const model = await models.get(workspaceId);
  const written = model?.model.embeddings && (await readText(core.db, workspaceId, conversationId, seq));
  const vectors = await core.embedder.embed(workspaceId, model?.model, written ? [written] : []);
  await transact(core, async (tx) => {
    if (!(await readFaqPolicies(tx, workspaceId, [faqId])).has(faqId)) fail('faq_not_found');
    const reference = { workspaceId, conversationId, seq };
    const known = await tx.query<{ best_faq_id: string | null }>(
      'select best_faq_id from faq_decisions where workspace_id = $1 and conversation_id = $2 and seq = $3 for update',
      [workspaceId, conversationId, seq],
    );
    if (known.rowCount === 0) {
      const text = await readText(tx, workspaceId, conversationId, seq);
      if (text === undefined || !model)
        return fail('invalid_value', { field: '/seq', message: 'There is no message of the contact here.' });
      const settings = await readFaqSettings(tx, workspaceId);
      const decided = await decideMessage(tx, model, {
        workspaceId,
        contactId,
        text,
        vectors,
        settings,
        held: false,
      });
      await recordDecision(tx, reference, model.version, decided);
    }
    const best = await tx.query<{ best_faq_id: string | null }>(
      `update faq_decisions set dismissed = case when $4 and not $5 = any (dismissed) then dismissed || $5::uuid else dismissed end
       where workspace_id = $1 and conversation_id = $2 and seq = $3 returning best_faq_id`,
      [workspaceId, conversationId, seq, outcome === 'dismissed', faqId],
    );
    const isBest = best.rows[0]?.best_faq_id === faqId;
    // That the second best was dismissed says nothing of the best.
    if (outcome === 'dismissed' && !isBest) return;
    const isRight = outcome === 'used' && isBest;
    const settled = await settleDecision(tx, reference, {
      outcome,
      isRight,
      faqId: outcome === 'used' && !isBest ? faqId : null,
    });
    if (settled?.bestFaqId) await considerStepBack(tx, workspaceId, settled.bestFaqId, reference);
  });
}

async function readText(
  db: Pick<Core['db'], 'query'>,
  workspaceId: string,
  conversationId: string,
  seq: number,
): Promise<string | undefined> {
  const found = await db.query<{ content: Content }>(
    `select content from entries where workspace_id = $1 and conversation_id = $2 and seq = $3 and kind = 'message'
       and author_kind = 'contact'`,
    [workspaceId, conversationId, seq],
  );
  const content = found.rows[0]?.content;
  return content?.kind === 'text' ? content.text : undefined;
}

async function readLast(
  { db }: Core,
  workspaceId: string,
  conversationId: string,
): Promise<{ seq: number; text: string; dismissed: string[] } | undefined> {
  const found = await db.query<{ seq: number; content: Content; dismissed: string[] | null }>(
    // What the bot has answered need not be said again.
    `select e.seq, e.content, case when d.answer_seq is null then d.dismissed else d.dismissed || d.faq_ids end as dismissed
     from entries e
     left join faq_decisions d on (d.workspace_id, d.conversation_id, d.seq) = (e.workspace_id, e.conversation_id, e.seq)
     where e.workspace_id = $1 and e.conversation_id = $2 and e.kind = 'message' and e.author_kind = 'contact'
       and not exists (select from entries a where a.workspace_id = $1 and a.conversation_id = $2 and a.seq > e.seq
         and a.kind = 'message' and a.author_kind = 'agent')
     order by e.seq desc limit 1`,
    [workspaceId, conversationId],
  );
  const row = found.rows[0];
  if (row?.content.kind !== 'text') return undefined;
  return { seq: row.seq, text: row.content.text, dismissed: row.dismissed ?? [] };
}
