import type {
  FaqCurve,
  FaqLiveReport,
  FaqLiveRow,
  FaqLiveWeek,
  FaqMatrix,
  FaqShadowReport,
  FaqShadowRow,
  Measured,
} from '@causerie/protocol';
import type { Db } from '../../../db/transaction.ts';
import { answerThreshold, type WrongCost } from '../../../engines/language/decide.ts';
import { decisionBands } from '../../../engines/language/decisionBands.ts';
import { wilsonInterval } from '../../../engines/mining/measure/wilsonInterval.ts';
import type { DeskActor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { worthOf } from '../faqPolicies.ts';
import { readFaqSettings } from '../faqSettings.ts';
import type { ModelCache } from '../training/modelCache.ts';
import { automationStatement } from './automation.ts';

const DAY_MS = 24 * 3600_000;
const DAYS_OF_MONTH = 30;

const since = (days: number): Date => new Date(Date.now() - days * DAY_MS);

/** A share with its interval; all null where nothing was counted. */
export function measured(hits: number, of: number): Measured {
  if (of === 0) return { of: 0, share: null, low: null, high: null };
  return { of, share: hits / of, ...wilsonInterval(hits, of) };
}

/** Decisions that were not acted on, beside what people did. */
export async function readShadowReport(
  { db }: Core,
  { workspaceId }: DeskActor,
  days: number,
): Promise<FaqShadowReport> {
  type Row = {
    faq_id: string | null;
    title: string | null;
    messages: number;
    answered: number;
    judged: number;
    right: number;
  };
  const found = await db.query<Row>(
    `select d.faq_id, max(s.name) as title, count(*)::int as messages,
       count(*) filter (where d.decision = 'answer')::int as answered,
       count(*) filter (where d.decision = 'answer' and d.is_right is not null)::int as judged,
       count(*) filter (where d.decision = 'answer' and d.is_right)::int as right
     from (select workspace_id, decision, is_right, case when none < 0.5 then best_faq_id end as faq_id from faq_decisions
       where workspace_id = $1 and at >= $2 and mode in ('shadow', 'control')) d
     left join faqs f on (f.workspace_id, f.id) = (d.workspace_id, d.faq_id)
     left join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     group by grouping sets ((d.faq_id), ()) order by grouping(d.faq_id) desc, count(*) desc`,
    [workspaceId, since(days)],
  );
  const [total, ...rows] = found.rows;
  const toRow = (row: Row): FaqShadowRow => ({
    faqId: row.faq_id,
    title: row.title,
    messages: row.messages,
    coverage: measured(row.answered, row.messages),
    precision: measured(row.right, row.judged),
  });
  const { promise } = await readFaqSettings(db, workspaceId);
  return {
    promise,
    total: { ...toRow(total!), faqId: null, title: null },
    // Those that no FAQ fits, or whose FAQ is gone, are in the sum only.
    items: rows.filter((row) => row.faq_id !== null && row.title !== null).map(toRow),
  };
}

/** What the bot did, and what came of it. */
export async function readLiveReport(
  { db }: Core,
  { workspaceId }: DeskActor,
  days: number,
): Promise<FaqLiveReport> {
  const from = since(days);
  const settings = await readFaqSettings(db, workspaceId);
  const rows = await readLiveRows(db, workspaceId, from);
  const found = await db.query<{ over: number; automated: number; wrong: number; conversations: number }>(
    `select count(*)::int as conversations, count(*) filter (where over)::int as over,
       count(*) filter (where over and automated)::int as automated, count(*) filter (where over and wrong)::int as wrong
     from (${automationStatement}) a`,
    [workspaceId, from],
  );
  const { conversations, over, automated, wrong } = found.rows[0]!;
  const minutesSaved = automated * settings.savedMinutes;
  return {
    promise: settings.promise,
    conversations,
    automation: measured(automated, over),
    errors: measured(wrong, over),
    handedOver: over - automated,
    minutesSaved,
    worthSaved: minutesSaved * settings.minuteWorth,
    currency: settings.currency,
    total: rows.find((row) => row.faqId === null) ?? emptyRow,
    items: rows.filter((row) => row.faqId !== null && row.title !== null),
    weeks: await readWeeks(db, workspaceId, from),
  };
}

/** Each week from the first in which the bot said something to this one, also where nothing was. */
async function readWeeks(db: Pick<Db, 'query'>, workspaceId: string, from: Date): Promise<FaqLiveWeek[]> {
  const found = await db.query<FaqLiveWeek>(
    `with one as (select date_trunc('week', a.first_at at time zone w.time_zone) as week, a.automated, a.wrong
       from (${automationStatement}) a, workspaces w where w.id = $1 and a.over),
     course as (select generate_series(min(week), date_trunc('week', now() at time zone
         (select time_zone from workspaces where id = $1)), '7 days') as week from one)
     select c.week::date::text as from, count(*) filter (where o.automated)::int as automated,
       count(*) filter (where not o.automated)::int as "handedOver", count(*) filter (where o.wrong)::int as wrong
     from course c left join one o using (week) group by c.week order by c.week`,
    [workspaceId, from],
  );
  return found.rows;
}

const emptyRow: FaqLiveRow = {
  faqId: null,
  title: null,
  answered: 0,
  asked: 0,
  helpful: 0,
  unhelpful: 0,
  silent: 0,
  corrected: 0,
  personNeeded: 0,
  precision: measured(0, 0),
};

async function readLiveRows(db: Pick<Db, 'query'>, workspaceId: string, from: Date): Promise<FaqLiveRow[]> {
  const found = await db.query<Omit<FaqLiveRow, 'precision'> & { judged: number; right: number }>(
    `select d.best_faq_id as "faqId", max(s.name) as title,
       count(*) filter (where d.decision = 'answer')::int as answered, count(*) filter (where d.decision = 'ask')::int as asked,
       count(*) filter (where d.outcome = 'helpful')::int as helpful, count(*) filter (where d.outcome = 'unhelpful')::int as unhelpful,
       count(*) filter (where d.outcome = 'silent')::int as silent, count(*) filter (where d.outcome = 'corrected')::int as corrected,
       count(*) filter (where d.outcome = 'person_needed')::int as "personNeeded",
       count(*) filter (where d.decision = 'answer' and d.is_right is not null)::int as judged,
       count(*) filter (where d.decision = 'answer' and d.is_right)::int as right
     from faq_decisions d left join faqs f on (f.workspace_id, f.id) = (d.workspace_id, d.best_faq_id)
     left join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     where d.workspace_id = $1 and d.at >= $2 and d.mode = 'live' and d.answer_seq is not null
     group by grouping sets ((d.best_faq_id), ()) order by count(*) desc`,
    [workspaceId, from],
  );
  return found.rows.map(({ judged, right, ...row }) => ({
    ...row,
    title: row.faqId === null ? null : row.title,
    precision: measured(right, judged),
  }));
}

/** Every FAQ by how sure the engine is of it and how bad it is to be wrong. */
export async function readMatrix(
  { db }: Core,
  models: ModelCache,
  { workspaceId }: DeskActor,
  days: number,
): Promise<FaqMatrix> {
  const settings = await readFaqSettings(db, workspaceId);
  const found = await db.query<{
    id: string;
    title: string;
    cost: FaqMatrix['items'][number]['cost'];
    stage: FaqMatrix['items'][number]['stage'];
    messages: number;
    probability: number | null;
    judged: number;
    right: number;
    stepped_back_at: Date | null;
  }>(
    `select f.id, s.name as title, f.cost, f.stage, f.stepped_back_at, d.messages, d.probability, d.judged, d.right
     from faqs f join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     cross join lateral (select count(*)::int as messages, avg(d.probability) as probability,
         count(*) filter (where d.is_right is not null)::int as judged, count(*) filter (where d.is_right)::int as right
       from faq_decisions d where d.workspace_id = f.workspace_id and d.best_faq_id = f.id and d.at >= $2
         and d.logit is not null and d.none < 0.5) d
     where f.workspace_id = $1 order by d.messages desc, f.id`,
    [workspaceId, since(days)],
  );
  const worth = worthOf(settings);
  const loaded = await models.get(workspaceId);
  const bandsOf = (cost: WrongCost) => decisionBands(cost, worth, settings.askAllowed);
  return {
    thresholds: {
      low: answerThreshold('low', worth),
      medium: answerThreshold('medium', worth),
      high: answerThreshold('high', worth),
    },
    wrongMinutes: settings.wrongMinutes,
    bands: {
      low: bandsOf('low'),
      medium: bandsOf('medium'),
      high: bandsOf('high'),
      never: bandsOf('neverAlone'),
    },
    promise: settings.promise,
    answerAt: (loaded?.model.matchers ?? []).map(({ language, dense, calibration: plain }) => {
      const calibration = dense?.calibration ?? plain;
      const probability = settings.promise === 0.98 ? calibration.answerAt98 : calibration.answerAt95;
      return { language, probability };
    }),
    items: found.rows.map((row) => ({
      faqId: row.id,
      title: row.title,
      cost: row.cost,
      stage: row.stage,
      steppedBackAt: row.stepped_back_at?.toISOString() ?? null,
      probability: row.probability,
      measured: measured(row.right, row.judged),
      messages: row.messages,
      minutesPerMonth: (row.messages * (row.probability ?? 0) * settings.savedMinutes * DAYS_OF_MONTH) / days,
    })),
  };
}

const points = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99];

/** Of decisions that people or contacts judged: how many are above each probability, and how many of these were right. */
export async function readCurve({ db }: Core, { workspaceId }: DeskActor, days: number): Promise<FaqCurve> {
  const found = await db.query<{ place: number; n: number; right: number }>(
    `select width_bucket(probability::float8, $3::float8[])::int as place, count(*)::int as n, count(*) filter (where is_right)::int as right
     from faq_decisions where workspace_id = $1 and at >= $2 and is_right is not null and logit is not null group by 1`,
    [workspaceId, since(days), points],
  );
  const judged = found.rows.reduce((sum, row) => sum + row.n, 0);
  return {
    judged,
    points: points.map((probability, i) => {
      const above = found.rows.filter((row) => row.place > i);
      const n = above.reduce((sum, row) => sum + row.n, 0);
      const right = above.reduce((sum, row) => sum + row.right, 0);
      return { probability, coverage: judged === 0 ? 0 : n / judged, precision: measured(right, n) };
    }),
  };
}
