import type { RehearsalDecision, RehearsalDecisionsFilter } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import type { DeskActor } from '../actor.ts';
import { listRehearsalDecisions } from './listRehearsalDecisions.ts';

const head = [
  'at',
  'conversation',
  'seq',
  'part',
  'language',
  'decision',
  'verdict',
  'probability',
  'faqs',
  'asked',
  'would_say',
  'agent_said',
];
const AT_ONCE = 200;

/**
 * What a rehearsal would have answered or asked back about, as CSV, with the words as they are now, of conversations that the reader may
 * see: in pieces, each a page of the list. Errors: `rehearsal_not_found`.
 */
export async function* exportRehearsalCsv(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  rehearsalId: string,
  filter: RehearsalDecisionsFilter,
): AsyncGenerator<string> {
  let cursor: string | undefined;
  let before = `\ufeff${formatTableRow(head)}`;
  do {
    const page = await listRehearsalDecisions(db, actor, rehearsalId, {
      ...filter,
      limit: AT_ONCE,
      ...(cursor && { cursor }),
    });
    yield before + page.items.map(toRow).join('');
    before = '';
    cursor = page.next;
  } while (cursor);
}

const toRow = (one: RehearsalDecision): string =>
  formatTableRow([
    one.at,
    one.conversationId,
    one.seq,
    one.part,
    one.language,
    one.decision,
    one.verdict,
    Math.round(one.probability * 1000) / 1000,
    one.faqs.map((faq) => faq.title).join('; '),
    one.asked,
    one.wouldSay,
    one.agentSaid,
  ]);
