import type { Db } from '../../../db/transaction.ts';
import { maxFeedback } from '../../../engines/language/model/feedback.ts';
import type { FeedbackEvent } from '../../../engines/language/model/languageModel.ts';

/**
 * What became of decisions, as the engine learns from it: the last ones, oldest first. What a contact chose from a list was no
 * prediction, so it teaches nothing.
 */
export async function readFeedback(db: Pick<Db, 'query'>, workspaceId: string): Promise<FeedbackEvent[]> {
  const found = await db.query<{
    outcome_at: Date;
    logit: number;
    none_logit: number;
    is_right: boolean;
    right_faq: string | null;
  }>(
    `select outcome_at, logit, none_logit, is_right, coalesce(outcome_faq_id, case when is_right then best_faq_id end) as right_faq
     from faq_decisions where workspace_id = $1 and is_right is not null and logit is not null
     order by outcome_at desc limit $2`,
    [workspaceId, maxFeedback],
  );
  return found.rows.reverse().map((row) => ({
    at: row.outcome_at.getTime(),
    logit: row.logit,
    noneLogit: row.none_logit,
    outcome: row.is_right ? 'accepted' : row.right_faq ? 'corrected' : 'personNeeded',
    ...(row.right_faq && { faq: row.right_faq }),
  }));
}
