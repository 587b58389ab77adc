import type { Opportunity, OpportunityDetail, OpportunityList, OpportunityMessage } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { readQuestions } from '../../engines/mining/asked/findAsked.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { visibleTo } from '../conversations/mayRead.ts';
import type { Core } from '../core.ts';
import { findRun } from './opportunityRuns.ts';

type Row = {
  id: string;
  run_id: string;
  place: number;
  language: string;
  volume: number;
  first_messages: number;
  questions: number;
  conversations: number;
  trend: Opportunity['trend'];
  hours: number[];
  answered: number;
  agents: number;
  identity: number;
  exact: number;
  same: number;
  like_typical: number;
  compared: number;
  right_low: number;
  right_high: number;
  answer_minutes: number;
  per_month: number;
  saved: number;
  saved_low: number;
  saved_high: number;
  dismissal_id: string | null;
  /** Null once it was deleted, too. */
  made_snippet_id: string | null;
  faq_id: string | null;
};
type Words = OpportunityMessage & { opportunityId: string; kind: 'example' | 'answer' };
type Reader = Pick<Db, 'query'>;

/** What a run found, or the newest that is ready. Three queries. Errors: `opportunity_run_not_found`. */
export async function listOpportunities(
  core: Core,
  actor: DeskActor,
  runId: string | undefined,
): Promise<OpportunityList> {
  const { db } = core;
  const run = await findRun(db, actor.workspaceId, runId);
  if (!run) return runId ? fail('opportunity_run_not_found') : { run: null, items: [] };
  const rows = await readRows(db, actor.workspaceId, 'o.run_id = $2', run.id);
  const words = await readWords(db, actor, rows);
  return { run, items: rows.map((row) => toOpportunity(row, words.get(row.id) ?? [])) };
}

/** Errors: `opportunity_not_found`. */
export async function readOpportunity(db: Reader, actor: DeskActor, id: string): Promise<OpportunityDetail> {
  const [row] = await readRows(db, actor.workspaceId, 'o.id = $2', id);
  if (!row) fail('opportunity_not_found');
  const words = (await readWords(db, actor, [row])).get(id) ?? [];
  const [answer] = words.filter((one) => one.kind === 'answer');
  return {
    opportunity: toOpportunity(row, words),
    examples: words.filter((one) => one.kind === 'example').map(toMessage),
    answer: answer ? toMessage(answer) : null,
  };
}

async function readRows(db: Reader, workspaceId: string, condition: string, value: string): Promise<Row[]> {
  const found = await db.query<Row>(
    `select o.*, s.id as made_snippet_id, f.id as faq_id from opportunities o
     left join snippets s on (s.workspace_id, s.id) = (o.workspace_id, o.snippet_id) and s.deleted_at is null
     left join faqs f on (f.workspace_id, f.snippet_id) = (s.workspace_id, s.id)
     where o.workspace_id = $1 and ${condition} order by o.place`,
    [workspaceId, value],
  );
  return found.rows;
}

/** The words of each, the most typical first: read from the log as they are now, where the reader may see the conversation. */
async function readWords(db: Reader, actor: DeskActor, rows: Row[]): Promise<Map<string, Words[]>> {
  const values: unknown[] = [actor.workspaceId, rows.map((row) => row.id)];
  const visible = visibleTo(actor, (value) => `$${values.push(value)}`);
  const found = await db.query<Words & { first: boolean; part: number }>(
    `select m.opportunity_id as "opportunityId", m.kind, m.conversation_id as "conversationId", m.seq, m.first, m.part,
       left(e.content->>'text', 2000) as text
     from opportunity_messages m
     join entries e on (e.workspace_id, e.conversation_id, e.seq) = (m.workspace_id, m.conversation_id, m.seq)
     join conversations c on (c.workspace_id, c.id) = (m.workspace_id, m.conversation_id)
     where m.workspace_id = $1 and m.opportunity_id = any ($2) and e.content->>'kind' = 'text' ${visible ? `and ${visible}` : ''}
     order by m.opportunity_id, m.kind, m.place`,
    values,
  );
  const languages = new Map(rows.map((row) => [row.id, row.language]));
  const words = new Map<string, Words[]>();
  for (const { first, part, ...one } of found.rows) {
    // Of a later message only the question counts.
    if (!first && one.kind === 'example')
      one.text = readQuestions(one.text, languages.get(one.opportunityId)!, false)[part]?.text ?? one.text;
    words.set(one.opportunityId, [...(words.get(one.opportunityId) ?? []), one]);
  }
  return words;
}

const toMessage = ({ conversationId, seq, text }: Words): OpportunityMessage => ({
  conversationId,
  seq,
  text,
});

function toOpportunity(row: Row, words: Words[]): Opportunity {
  const examples = words.filter((one) => one.kind === 'example');
  return {
    id: row.id,
    runId: row.run_id,
    place: row.place,
    name: examples[0]?.text ?? null,
    language: row.language,
    volume: row.volume,
    firstMessages: row.first_messages,
    questions: row.questions,
    conversations: row.conversations,
    trend: row.trend,
    hours: row.hours,
    answers: {
      answered: row.answered,
      agents: row.agents,
      identity: row.identity,
      exact: row.exact,
      same: row.same,
      minutes: row.answer_minutes,
    },
    right: {
      share: row.compared > 0 ? row.like_typical / row.compared : 0,
      low: row.right_low,
      high: row.right_high,
    },
    perMonth: row.per_month,
    saved: { expected: row.saved, low: row.saved_low, high: row.saved_high },
    examples: examples.length,
    dismissed: row.dismissal_id !== null,
    snippetId: row.made_snippet_id,
    faqId: row.faq_id,
  };
}
