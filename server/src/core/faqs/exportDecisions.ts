import type { FaqDecision, FaqDecisionsFilter } from '@causerie/protocol';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Core } from '../core.ts';
import { listDecisions } from './listDecisions.ts';

const head = [
  'at',
  'conversation',
  'seq',
  'language',
  'mode',
  'decision',
  'faqs',
  'best_faq',
  'probability',
  'none',
  'outcome',
  'right',
  'right_faq',
  'said_by_person',
  'vector',
  'message',
];
const AT_ONCE = 200;

/**
 * The list of decisions as CSV, with the messages as they are now, page by page, so that a long one never stands in memory. That it was
 * exported is in the audit log. Of an FAQ that is deleted stands its id.
 */
export async function* exportDecisions(
  core: Core,
  actor: DeskActor,
  filter: FaqDecisionsFilter,
): AsyncGenerator<string> {
  mustBeAble(actor, 'reports.read');
  const titles = await readTitles(core, actor.workspaceId);
  await recordAudit(core.db, actor, { action: 'faq_decisions.exported', after: filter });
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${formatTableRow(head)}`;
  for (let cursor: string | undefined; ; ) {
    const page = await listDecisions(core.db, actor, {
      ...filter,
      limit: AT_ONCE,
      ...(cursor && { cursor }),
    });
    yield page.items.map((one) => toRow(one, titles)).join('');
    cursor = page.next;
    if (!cursor) return;
  }
}

function toRow(one: FaqDecision, titles: ReadonlyMap<string, string>): string {
  const titleOf = (id: string | null | undefined) => id && (titles.get(id) ?? id);
  const [best] = one.ranked;
  return formatTableRow([
    one.at,
    one.conversationId,
    one.seq,
    one.language,
    one.mode,
    one.decision,
    one.faqIds.map(titleOf).join('; '),
    titleOf(best?.faqId),
    best && round(best.probability),
    round(one.none),
    one.outcome,
    one.right === null ? null : yesOrNo(one.right),
    titleOf(one.right ? best?.faqId : one.outcomeFaqId),
    yesOrNo(one.verdict !== null),
    one.vector,
    one.text,
  ]);
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

async function readTitles({ db }: Core, workspaceId: string): Promise<Map<string, string>> {
  const found = await db.query<{ id: string; title: string }>(
    `select f.id, s.name as title from faqs f join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     where f.workspace_id = $1`,
    [workspaceId],
  );
  return new Map(found.rows.map(({ id, title }) => [id, title]));
}
