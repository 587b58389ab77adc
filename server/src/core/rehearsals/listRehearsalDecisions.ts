import {
  chooseText,
  type RehearsalDecision,
  type RehearsalDecisionList,
  type RehearsalDecisionsQuery,
} from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { visibleTo } from '../conversations/mayRead.ts';

type Row = {
  conversation_id: string;
  seq: number;
  part: number;
  at: Date;
  language: string;
  decision: RehearsalDecision['decision'];
  verdict: RehearsalDecision['verdict'];
  probability: number;
  faqs: { faqId: string; title: string }[];
  texts: { language: string; text: string }[];
  asked: string | null;
  agent_said: string | null;
  answer_seq: number | null;
};

/** So much of a text is read. */
const MOST_CHARACTERS = 2000;

/**
 * What it would have answered or asked back about, newest first, of conversations that the reader may see; the words are the log's as it
 * is now. One query beside the check. Errors: `rehearsal_not_found`, `invalid_value` for a cursor that is none.
 */
export async function listRehearsalDecisions(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  rehearsalId: string,
  { limit = 50, cursor, verdict, decision, faqId }: RehearsalDecisionsQuery,
): Promise<RehearsalDecisionList> {
  const known = await db.query('select from rehearsals where workspace_id = $1 and id = $2', [
    actor.workspaceId,
    rehearsalId,
  ]);
  if (known.rowCount === 0) fail('rehearsal_not_found');
  const values: unknown[] = [actor.workspaceId, rehearsalId];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    visibleTo(actor, param),
    verdict && `d.verdict = ${param(verdict)}`,
    decision && `d.decision = ${param(decision)}`,
    faqId && `${param(faqId)}::uuid = any (d.faq_ids)`,
    cursor && after(cursor, param),
  ].filter(Boolean);
  const found = await db.query<Row>(
    `select d.*, left(e.content->>'text', ${MOST_CHARACTERS}) as asked, left(a.content->>'text', ${MOST_CHARACTERS}) as agent_said,
       (select coalesce(json_agg(json_build_object('faqId', f.id, 'title', s.name) order by i.place), '[]')
        from unnest(d.faq_ids) with ordinality as i (id, place) join faqs f on f.workspace_id = $1 and f.id = i.id
        join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)) as faqs,
       (select coalesce(json_agg(json_build_object('language', t.language, 'text', t.text) order by t.place), '[]')
        from faqs f join snippet_texts t on (t.workspace_id, t.snippet_id) = (f.workspace_id, f.snippet_id)
        where f.workspace_id = $1 and f.id = d.faq_ids[1] and d.decision = 'answer') as texts
     from rehearsal_decisions d
     join conversations c on (c.workspace_id, c.id) = (d.workspace_id, d.conversation_id)
     left join entries e on (e.workspace_id, e.conversation_id, e.seq) = (d.workspace_id, d.conversation_id, d.seq)
     left join entries a on (a.workspace_id, a.conversation_id, a.seq) = (d.workspace_id, d.conversation_id, d.answer_seq)
     where d.workspace_id = $1 and d.rehearsal_id = $2 ${conditions.map((one) => `and ${one}`).join(' ')}
     order by d.at desc, d.conversation_id, d.seq, d.part limit ${param(limit + 1)}`,
    values,
  );
  const items = found.rows.slice(0, limit).map(toDecision);
  const last = found.rows.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { next: `${last.at}_${last.conversationId}_${last.seq}_${last.part}` }) };
}

function after(cursor: string, param: (value: unknown) => string): string {
  const parts = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})_(\d{1,9})_(\d{1,4})$/.exec(cursor);
  if (!parts) fail('invalid_value', { field: '/cursor' });
  const [a, i, s, p] = [param(parts[1]), param(parts[2]), param(Number(parts[3])), param(Number(parts[4]))];
  return `(d.at < ${a} or d.at = ${a} and (d.conversation_id, d.seq, d.part) > (${i}::uuid, ${s}::int, ${p}::int))`;
}

const toDecision = (row: Row): RehearsalDecision => ({
  conversationId: row.conversation_id,
  seq: row.seq,
  part: row.part,
  at: row.at.toISOString(),
  language: row.language,
  decision: row.decision,
  verdict: row.verdict,
  probability: row.probability,
  faqs: row.faqs,
  asked: row.asked,
  wouldSay: chooseText(row.texts, row.language)?.text ?? null,
  agentSaid: row.agent_said,
  agentSeq: row.answer_seq,
});
