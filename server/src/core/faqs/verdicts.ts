import type { FaqDecision, FaqVerdict } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { loadConversation } from '../conversations/readConversations.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { considerStepBack } from './answer/considerStepBack.ts';
import { readFaqPolicies } from './faqPolicies.ts';
import { type DecisionRow, toDecision } from './listDecisions.ts';

type Locked = DecisionRow & { best_faq_id: string | null };
type Reference = { conversationId: string; seq: number };

/**
 * A person says whether a decision was right. It stands before what was observed, counts in every report, teaches the engine, and may
 * set the FAQ back. The last word counts; saying the same again changes nothing. Errors: `forbidden`, `conversation_not_found`,
 * `decision_not_found`, `faq_not_found`, `invalid_value` where the two halves contradict each other.
 */
export async function giveVerdict(
  core: Core,
  actor: DeskActor,
  { conversationId, seq }: Reference,
  { right, faqId }: FaqVerdict,
): Promise<FaqDecision> {
  mustBeAble(actor, 'conversations.reply');
  await loadConversation(core.db, actor, conversationId);
  return transact(core, async (tx) => {
    const before = await lockDecision(tx, actor, conversationId, seq);
    if (faqId && !(await readFaqPolicies(tx, actor.workspaceId, [faqId])).has(faqId)) fail('faq_not_found');
    if (right && (before.best_faq_id === null || (faqId && faqId !== before.best_faq_id)))
      fail('invalid_value', { field: '/right', message: 'Right is only what was decided for.' });
    if (!right && faqId && faqId === before.best_faq_id)
      fail('invalid_value', { field: '/faqId', message: 'This FAQ was the best, so it was right.' });
    const other = right ? null : (faqId ?? null);
    const stands = before.verdict_at && before.is_right === right && before.outcome_faq_id === other;
    if (stands) return toDecision(before);
    const changed = await tx.query<DecisionRow>(
      `update faq_decisions set is_right = $4, outcome_faq_id = $5, outcome_at = now(), verdict_at = now(), verdict_by = $6,
         before_verdict = coalesce(before_verdict,
           jsonb_build_object('right', is_right, 'faqId', outcome_faq_id, 'at', outcome_at))
       where workspace_id = $1 and conversation_id = $2 and seq = $3 returning *`,
      [actor.workspaceId, conversationId, seq, right, other, actor.kind === 'agent' ? actor.userId : null],
    );
    tx.announce({ kind: 'changed', workspaceId: actor.workspaceId, what: 'faq_decisions' });
    if (!right && before.best_faq_id)
      await considerStepBack(tx, actor.workspaceId, before.best_faq_id, { conversationId, seq });
    return toDecision(changed.rows[0]!);
  });
}

/**
 * As if nobody had judged: what was observed before or meanwhile holds. An FAQ that stepped back stays where it is. Errors: as
 * above; where there is no verdict nothing happens.
 */
export async function takeBackVerdict(
  core: Core,
  actor: DeskActor,
  { conversationId, seq }: Reference,
): Promise<FaqDecision> {
  mustBeAble(actor, 'conversations.reply');
  await loadConversation(core.db, actor, conversationId);
  return transact(core, async (tx) => {
    const before = await lockDecision(tx, actor, conversationId, seq);
    if (!before.verdict_at) return toDecision(before);
    const changed = await tx.query<DecisionRow>(
      `update faq_decisions set is_right = (before_verdict->>'right')::boolean, outcome_faq_id = (before_verdict->>'faqId')::uuid,
         outcome_at = (before_verdict->>'at')::timestamptz, verdict_at = null, verdict_by = null, before_verdict = null
       where workspace_id = $1 and conversation_id = $2 and seq = $3 returning *`,
      [actor.workspaceId, conversationId, seq],
    );
    tx.announce({ kind: 'changed', workspaceId: actor.workspaceId, what: 'faq_decisions' });
    return toDecision(changed.rows[0]!);
  });
}

async function lockDecision(
  tx: CoreTx,
  { workspaceId }: DeskActor,
  conversationId: string,
  seq: number,
): Promise<Locked> {
  const found = await tx.query<Locked>(
    'select * from faq_decisions where workspace_id = $1 and conversation_id = $2 and seq = $3 for update',
    [workspaceId, conversationId, seq],
  );
  return found.rows[0] ?? fail('decision_not_found');
}
