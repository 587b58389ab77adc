import type { FaqDecision, FaqDecisionsQuery } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { visibleTo } from '../conversations/mayRead.ts';

export type DecisionRow = {
  conversation_id: string;
  seq: number;
  at: Date;
  model_version: number;
  language: string;
  mode: FaqDecision['mode'];
  decision: FaqDecision['decision'];
  faq_ids: string[];
  ranked: FaqDecision['ranked'];
  none: number;
  vector: FaqDecision['vector'];
  answer_seq: number | null;
  outcome: FaqDecision['outcome'];
  outcome_faq_id: string | null;
  outcome_at: Date | null;
  is_right: boolean | null;
  verdict_at: Date | null;
  verdict_by: string | null;
};

/** Newest first, of conversations that the reader may see. Throws `invalid_value` for a cursor that is none. */
export async function listDecisions(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  { limit = 50, cursor, mode, decision, outcome, faqId, from, to }: FaqDecisionsQuery,
): Promise<{ items: FaqDecision[]; next?: string }> {
  mustBeAble(actor, 'reports.read');
  const values: unknown[] = [actor.workspaceId];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    visibleTo(actor, param),
    mode && `d.mode = ${param(mode)}`,
    decision && `d.decision = ${param(decision)}`,
    outcome && `d.outcome = ${param(outcome)}`,
    faqId && `d.best_faq_id = ${param(faqId)}`,
    from && `d.at >= ${param(from)}`,
    to && `d.at < ${param(to)}`,
    cursor && after(cursor, param),
  ].filter(Boolean);
  const found = await db.query<DecisionRow & { text: string | null }>(
    `select d.*, e.content ->> 'text' as text
     from faq_decisions d join conversations c on (c.workspace_id, c.id) = (d.workspace_id, d.conversation_id)
     left join entries e on (e.workspace_id, e.conversation_id, e.seq) = (d.workspace_id, d.conversation_id, d.seq)
     where d.workspace_id = $1 ${conditions.map((one) => `and ${one}`).join(' ')}
     order by d.at desc, d.conversation_id, d.seq limit ${param(limit + 1)}`,
    values,
  );
  const items = found.rows.slice(0, limit).map((row) => ({ ...toDecision(row), text: row.text }));
  const last = found.rows.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { next: `${last.at}_${last.conversationId}_${last.seq}` }) };
}

function after(cursor: string, param: (value: unknown) => string): string {
  const [at = '', id = '', seq = ''] = cursor.split('_');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || !/^[0-9a-f-]{36}$/.test(id) || !/^\d{1,9}$/.test(seq))
    fail('invalid_value', { field: '/cursor' });
  const [a, i, s] = [param(at), param(id), param(Number(seq))];
  return `(d.at < ${a} or d.at = ${a} and (d.conversation_id, d.seq) > (${i}::uuid, ${s}::int))`;
}

export const toDecision = (row: DecisionRow): FaqDecision => ({
  conversationId: row.conversation_id,
  seq: row.seq,
  at: row.at.toISOString(),
  modelVersion: row.model_version,
  language: row.language,
  mode: row.mode,
  decision: row.decision,
  faqIds: row.faq_ids,
  ranked: row.ranked,
  none: row.none,
  vector: row.vector,
  answerSeq: row.answer_seq,
  outcome: row.outcome,
  outcomeFaqId: row.outcome_faq_id,
  outcomeAt: row.outcome_at?.toISOString() ?? null,
  right: row.is_right,
  verdict: row.verdict_at && { at: row.verdict_at.toISOString(), byId: row.verdict_by },
});
