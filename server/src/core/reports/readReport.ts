import type { Kpis, Report, ReportGroup, ReportQuery, ReportRow } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type Clock, type KpiRow, kpiColumns, toKpis } from './kpiColumns.ts';
import { refreshFacts } from './refreshFacts.ts';

/** Days of a period at most: a leap year and a day. */
const MOST_DAYS = 367;

/**
 * The figures of a period, beside those of the period before, and by day, hour, inbox, team, agent or label. Inbox, team and
 * labels are those that the conversation has now. Error: `invalid_value` for a period that is none.
 */
export async function readReport(
  core: Core,
  { workspaceId }: DeskActor,
  query: ReportQuery,
): Promise<Report> {
  const { from, to } = query;
  const { first, days } = checkPeriod(query);
  await refreshFacts(core, workspaceId);
  const before = { from: first.subtract({ days }).toString(), to: first.subtract({ days: 1 }).toString() };
  const timeZone = await readTimeZone(core.db, workspaceId);
  return {
    timeZone,
    from,
    to,
    total: await readTotal(core.db, workspaceId, query),
    previous: await readTotal(core.db, workspaceId, { ...query, ...before }),
    rows: query.groupBy ? await readGroups(core.db, workspaceId, query, query.groupBy) : [],
  };
}

/** The first day and how many there are. Throws `invalid_value` for a period that is none. */
export function checkPeriod({ from, to }: { from: string; to: string }) {
  const [first, last] = [parseDate(from, '/querystring/from'), parseDate(to, '/querystring/to')];
  const days = first.until(last).days + 1;
  if (days < 1 || days > MOST_DAYS)
    fail('invalid_value', {
      field: '/querystring/to',
      message: `A period has 1 to ${MOST_DAYS} days, the last not before the first.`,
    });
  return { first, days };
}

function parseDate(text: string, field: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return fail('invalid_value', { field, message: `${text} is not a day.` });
  }
}

export async function readTimeZone(db: Pick<Db, 'query'>, workspaceId: string): Promise<string> {
  const found = await db.query<{ time_zone: string }>('select time_zone from workspaces where id = $1', [
    workspaceId,
  ]);
  return found.rows[0]?.time_zone ?? fail('workspace_not_found');
}

async function readTotal(db: Pick<Db, 'query'>, workspaceId: string, query: ReportQuery): Promise<Kpis> {
  const { text, values } = factsOf(workspaceId, query);
  const found = await db.query<KpiRow>(`select ${kpiColumns(clockOf(query))} ${text}`, values);
  return toKpis(found.rows[0]!);
}

const keys: Record<ReportGroup, string> = {
  day: `(f.at at time zone w.time_zone)::date::text`,
  hour: `extract(hour from f.at at time zone w.time_zone)::int::text`,
  weekday: `extract(isodow from f.at at time zone w.time_zone)::int::text`,
  inbox: 'c.inbox_id::text',
  team: 'c.team_id::text',
  agent: 'f.agent_id::text',
  label: 'l.label',
};

/** Groups in the order of time, or by their key. A conversation with two labels counts for both. */
async function readGroups(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  query: ReportQuery,
  groupBy: ReportGroup,
): Promise<ReportRow[]> {
  const { text, values } = factsOf(workspaceId, query, groupBy === 'label');
  const key = keys[groupBy];
  const found = await db.query<KpiRow & { key: string | null }>(
    `select ${key} as key, ${kpiColumns(clockOf(query))} ${text} group by 1
     order by ${groupBy === 'hour' ? `length(${key}), ` : ''}1`,
    values,
  );
  return found.rows.map((row) => ({ key: row.key, kpis: toKpis(row) }));
}

const clockOf = ({ clock = 'wall' }: ReportQuery): Clock => clock;

/** Conversations that were merged, or a merge that was undone, and in which one each goes on: its inbox, team and labels count. */
const livesIn = `with recursive step as (
    select id, merged_into as lives_in from conversations where workspace_id = $1 and merged_into is not null
    union
    select s.id, o.merged_into from step s join conversations o on o.workspace_id = $1 and o.id = s.lives_in where o.merged_into is not null)
  select s.id, s.lives_in from step s join conversations o on o.workspace_id = $1 and o.id = s.lives_in where o.merged_into is null`;

/**
 * The facts of a period, `f`, with the conversation in which each goes on, `c`. The same for every figure and list, so that they
 * agree; `more` adds conditions, `param` to name their values.
 */
export function factsOf(
  workspaceId: string,
  query: Omit<ReportQuery, 'groupBy' | 'clock'>,
  byLabel = false,
  more: (param: (value: unknown) => string) => (string | undefined)[] = () => [],
): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions: (string | undefined)[] = [
    `f.workspace_id = ${param(workspaceId)}`,
    // Days begin and end on the workspace's clock, so that a day on which it changes has 23 or 25 hours.
    `f.at >= (${param(query.from)}::date)::timestamp at time zone w.time_zone`,
    `f.at < (${param(query.to)}::date + 1)::timestamp at time zone w.time_zone`,
  ];
  if (query.inboxId) conditions.push(`c.inbox_id = ${param(query.inboxId)}`);
  if (query.teamId) conditions.push(`c.team_id = ${param(query.teamId)}`);
  if (query.agentId) conditions.push(`f.agent_id = ${param(query.agentId)}`);
  if (query.label) conditions.push(`c.labels @> array[${param(query.label)}]::text[]`);
  conditions.push(...more(param));
  const text = `from report_facts f join workspaces w on w.id = f.workspace_id
    left join (${livesIn}) m on m.id = f.conversation_id
    join conversations c on (c.workspace_id, c.id) = (f.workspace_id, coalesce(m.lives_in, f.conversation_id))
    ${byLabel ? 'left join lateral unnest(c.labels) l (label) on true' : ''}
    where not c.spam and ${conditions.filter(Boolean).join(' and ')}`;
  return { text, values };
}
