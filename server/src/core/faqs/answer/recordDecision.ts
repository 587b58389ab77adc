import type { FaqOutcome } from '@causerie/protocol';
import type { Db } from '../../../db/transaction.ts';
import type { Decided } from './decideMessage.ts';

type Reference = { workspaceId: string; conversationId: string; seq: number };

/** One row for each message: a repeat changes nothing. False where there was one. */
export async function recordDecision(
  db: Pick<Db, 'query'>,
  { workspaceId, conversationId, seq }: Reference,
  modelVersion: number,
  { match, kind, faqIds, mode, policies, vector }: Decided,
  { answerSeq, chosen = false }: { answerSeq?: number | undefined; chosen?: boolean } = {},
): Promise<boolean> {
  const ranked = match.ranked.filter((one) => policies.has(one.faq));
  const best = ranked[0];
  const inserted = await db.query(
    `insert into faq_decisions (workspace_id, conversation_id, seq, model_version, language, mode, decision, faq_ids,
       best_faq_id, probability, ranked, none, logit, none_logit, answer_seq, vector)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict do nothing`,
    [
      workspaceId,
      conversationId,
      seq,
      modelVersion,
      match.language,
      mode,
      kind,
      faqIds,
      best?.faq ?? null,
      best?.probability ?? 0,
      JSON.stringify(ranked.map(({ faq, probability }) => ({ faqId: faq, probability }))),
      match.none,
      chosen ? null : match.logit,
      chosen ? null : match.noneLogit,
      answerSeq ?? null,
      vector,
    ],
  );
  return inserted.rowCount === 1;
}

/**
 * What became of a decision. The first outcome stands, except that a `silent` contact may speak after all. A person's verdict
 * stands before it: what was observed is then only kept for when the verdict is taken back.
 */
export async function settleDecision(
  db: Pick<Db, 'query'>,
  { workspaceId, conversationId, seq }: Reference,
  verdict: { outcome: FaqOutcome; isRight: boolean | null; faqId?: string | null },
): Promise<{ bestFaqId: string | null } | undefined> {
  const settled = await db.query<{ best_faq_id: string | null }>(
    `update faq_decisions set outcome = $4,
       is_right = case when verdict_at is null then $5 else is_right end,
       outcome_faq_id = case when verdict_at is null then $6 else outcome_faq_id end,
       outcome_at = case when verdict_at is null then now() else outcome_at end,
       before_verdict = case when verdict_at is not null then jsonb_build_object('right', $5::boolean, 'faqId', $6::uuid, 'at', now()) end
     where workspace_id = $1 and conversation_id = $2 and seq = $3 and (outcome is null or outcome = 'silent')
     returning best_faq_id`,
    [workspaceId, conversationId, seq, verdict.outcome, verdict.isRight, verdict.faqId ?? null],
  );
  return settled.rows[0] && { bestFaqId: settled.rows[0].best_faq_id };
}
