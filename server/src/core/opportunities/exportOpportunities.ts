import type { OpportunityDetail } from '@causerie/protocol';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { listOpportunities } from './readOpportunities.ts';

const head = [
  'place',
  'name',
  'language',
  'volume',
  'per_month',
  'trend',
  'answered',
  'agents',
  'identity',
  'exact',
  'same',
  'right_low',
  'right_high',
  'answer_minutes',
  'saved_minutes_a_month',
  'saved_low',
  'saved_high',
  'dismissed',
];

/** What the newest run found, as CSV. */
export async function exportOpportunitiesCsv(
  core: Core,
  actor: DeskActor,
  runId: string | undefined,
): Promise<string> {
  const { items } = await listOpportunities(core, actor, runId);
  const lines = items.map((one) =>
    formatTableRow([
      one.place,
      one.name ?? '',
      one.language,
      one.volume,
      round(one.perMonth),
      one.trend.direction,
      one.answers.answered,
      one.answers.agents,
      round(one.answers.identity),
      round(one.answers.exact),
      round(one.answers.same),
      round(one.right.low),
      round(one.right.high),
      round(one.answers.minutes),
      round(one.saved.expected),
      round(one.saved.low),
      round(one.saved.high),
      one.dismissed ? 'yes' : 'no',
    ]),
  );
  return `\ufeff${formatTableRow(head)}${lines.join('')}`;
}

/** The same as one JSON object a line. */
export async function exportOpportunitiesJsonl(
  core: Core,
  actor: DeskActor,
  runId: string | undefined,
): Promise<string> {
  const { items } = await listOpportunities(core, actor, runId);
  return items.map((one: OpportunityDetail['opportunity']) => `${JSON.stringify(one)}\n`).join('');
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
