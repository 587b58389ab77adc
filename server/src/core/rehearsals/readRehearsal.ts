import type { FaqStage, RehearsalMinutes, RehearsalReport } from '@causerie/protocol';
import { adviseStep, type Stage } from '../../engines/mining/rehearse/adviseStep.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type RehearsalRow, rehearsalColumns, toRehearsal } from './rehearsals.ts';
import type { StoredReport } from './rehearseThread.ts';

type FaqRow = { id: string; title: string; stage: FaqStage; examples: number };

const DAYS_OF_MONTH = 30;
/** A shorter time is not blown up beyond this. */
const LEAST_DAYS = 7;

/** What came of one, with advice by the FAQs' stages as they are now. Two queries. Errors: `rehearsal_not_found`. */
export async function readRehearsal(
  { db }: Core,
  { workspaceId }: DeskActor,
  id: string,
): Promise<RehearsalReport> {
  const found = await db.query<RehearsalRow & { report: StoredReport | null }>(
    `select ${rehearsalColumns}, report from rehearsals where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  const row = found.rows[0] ?? fail('rehearsal_not_found');
  const run = toRehearsal(row);
  const { report } = row;
  if (!report) return { run, report: null };
  const faqs = await db.query<FaqRow>(
    `select f.id, s.name as title, f.stage, f.examples from faqs f
     join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id) where f.workspace_id = $1`,
    [workspaceId],
  );
  const byId = new Map(faqs.rows.map((faq) => [faq.id, faq]));
  const scale = scaleOf(run, report);
  const rehearsed = faqs.rows.filter((faq) => run.faqIds.length === 0 || run.faqIds.includes(faq.id));
  return {
    run,
    report: {
      promise: report.promise,
      days: report.days,
      total: report.total,
      minutesPerMonth: perMonth(report.total.minutes, scale),
      advice: adviseStep(leastStage(rehearsed), report.total.precision, report.promise),
      faqs: report.faqs
        .flatMap(({ faqId, figures }) => {
          const faq = byId.get(faqId);
          if (!faq) return [];
          const { title, stage, examples } = faq;
          const advice = adviseStep(stage, figures.precision, report.promise);
          const minutesPerMonth = perMonth(figures.minutes, scale);
          return [{ faqId, title, stage, examples, figures, minutesPerMonth, advice }];
        })
        .sort(
          (a, b) =>
            b.minutesPerMonth.saved - a.minutesPerMonth.saved || b.figures.messages - a.figures.messages,
        ),
      weeks: report.weeks.map(({ from, figures }) => ({ from: new Date(from).toISOString(), figures })),
      curve: report.curve,
    },
  };
}

/** From what was read to all of a month. */
const scaleOf = (
  { conversations, conversationsRead }: RehearsalReport['run'],
  { days }: StoredReport,
): number =>
  ((conversationsRead > 0 ? conversations / conversationsRead : 1) * DAYS_OF_MONTH) /
  Math.max(LEAST_DAYS, days);

const perMonth = ({ saved, low, high }: RehearsalMinutes, scale: number): RehearsalMinutes => ({
  saved: saved * scale,
  low: low * scale,
  high: high * scale,
});

const stages: Stage[] = ['off', 'shadow', 'share', 'all'];
/** Of all together, the one that is least far. */
const leastStage = (faqs: FaqRow[]): Stage =>
  stages.find((stage) => faqs.some((faq) => faq.stage === stage)) ?? 'off';
