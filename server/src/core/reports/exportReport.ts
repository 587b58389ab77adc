import type { Durations, Kpis, ReportQuery } from '@causerie/protocol';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Core } from '../core.ts';
import { readReport } from './readReport.ts';

const names = ['firstResponse', 'response', 'waiting', 'resolution'] as const;
const snake: Record<(typeof names)[number], string> = {
  firstResponse: 'first_response',
  response: 'response',
  waiting: 'waiting',
  resolution: 'resolution',
};

/** The same report as a file: its rows, and the total last. Durations are seconds. */
export async function exportReport(core: Core, actor: DeskActor, query: ReportQuery): Promise<string> {
  const report = await readReport(core, actor, query);
  const labels = await readNames(core, actor.workspaceId, query.groupBy);
  await recordAudit(core.db, actor, { action: 'report.exported', after: query });
  const head = [
    query.groupBy ?? 'period',
    'name',
    'started',
    'resolved',
    ...names.flatMap((name) => ['count', 'median', 'mean', 'p90'].map((what) => `${snake[name]}_${what}`)),
    'ratings',
    'rating',
    'satisfied',
  ];
  const rows = report.rows.map(({ key, kpis }) => [key, labels.get(key ?? '') ?? null, ...cellsOf(kpis)]);
  const total = ['total', `${report.from} ${report.to}`, ...cellsOf(report.total)];
  // The mark tells spreadsheets that this is UTF-8, and so what the accents in names are.
  return `\ufeff${[head, ...rows, total].map(formatTableRow).join('')}`;
}

function cellsOf(kpis: Kpis): (number | null)[] {
  const durations = ({ count, median, mean, p90 }: Durations) => [
    count,
    round(median),
    round(mean),
    round(p90),
  ];
  return [
    kpis.started,
    kpis.resolved,
    ...names.flatMap((name) => durations(kpis[name])),
    kpis.ratings,
    round(kpis.rating),
    round(kpis.satisfied),
  ];
}

const round = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1000) / 1000;

const nameQueries: Partial<Record<string, string>> = {
  inbox: 'select id, name from inboxes where workspace_id = $1',
  team: 'select id, name from teams where workspace_id = $1',
  agent: 'select u.id, u.name from members m join users u on u.id = m.user_id where m.workspace_id = $1',
};

async function readNames(
  core: Core,
  workspaceId: string,
  groupBy: string | undefined,
): Promise<Map<string, string>> {
  const query = groupBy && nameQueries[groupBy];
  if (!query) return new Map();
  const found = await core.db.query<{ id: string; name: string }>(query, [workspaceId]);
  return new Map(found.rows.map((row) => [row.id, row.name]));
}
