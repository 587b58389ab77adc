import type { FaqMatrix, FaqShadowReport, FaqShadowRow } from '@causerie/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BadgeCheck, CornerDownLeft } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { useCan } from '../settings/useCan.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { CurvesSheet } from './CurvesSheet.tsx';
import { FaqTitle } from './FaqTitle.tsx';
import { LiveFigures } from './LiveFigures.tsx';
import { LiveWeeks } from './LiveWeeks.tsx';
import { MeasuredText } from './MeasuredText.tsx';
import { PeriodField } from './PeriodField.tsx';
import { ReportsGuard } from './ReportsGuard.tsx';
import { TableSheet } from './TableSheet.tsx';
import { FACT_DAYS, useMatrix } from './useFaqs.ts';

/** What was answered, how right it was, what would have been: live, in the shadow, and as curves. */
export function AutomationReportsPage() {
  const words = useWords().automation;
  const [days, setDays] = useState(FACT_DAYS);
  const can = useCan('reports.read');
  return (
    <ReportsGuard
      title={words.nav.reports}
      lead={words.leads.reports}
      action={<PeriodField days={days} onDays={setDays} />}
    >
      {can && <Figures days={days} />}
    </ReportsGuard>
  );
}

function Figures({ days }: { days: number }) {
  const { automation, workspaceId } = useDesk();
  const shadow = useQuery({
    queryKey: keys.faqReport(workspaceId, 'shadow', days),
    queryFn: () => automation.shadow(days),
    placeholderData: keepPreviousData,
  });
  const live = useQuery({
    queryKey: keys.faqReport(workspaceId, 'live', days),
    queryFn: () => automation.live(days),
    placeholderData: keepPreviousData,
  });
  const matrix = useMatrix(days);
  if (!shadow.data || !live.data) {
    const failed = shadow.error ? shadow : live;
    return <ListState error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  return (
    <>
      <SteppedBack items={matrix.data?.items ?? []} />
      <LiveFigures report={live.data} />
      <LiveWeeks weeks={live.data.weeks} />
      <ShadowFigures report={shadow.data} />
      <CurvesSheet days={days} promise={live.data.promise} />
    </>
  );
}

/** Above everything, since something is to be done about them; nothing where there is none. */
function SteppedBack({ items }: { items: FaqMatrix['items'] }) {
  const words = useWords();
  const formats = useFormats();
  const { workspaceId } = useDesk();
  const those = items.filter((item) => item.steppedBackAt !== null);
  if (those.length === 0) return null;
  const { steppedBack } = words.automationReports;
  return (
    <section className="rounded-xl border border-bad/40 bg-bad-soft px-5 py-4 text-sm text-bad-ink">
      <h2 className="flex items-center gap-2 font-semibold">
        <CornerDownLeft className="size-4" aria-hidden="true" />
        {steppedBack.title}
      </h2>
      <p className="mt-0.5">{steppedBack.lead}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {those.map((item) => (
          <li key={item.faqId} className="flex flex-wrap gap-x-3">
            <Link
              to="/w/$workspaceId/automation/faqs/$faqId"
              params={{ workspaceId, faqId: item.faqId }}
              className="font-medium underline underline-offset-2"
            >
              {item.title}
            </Link>
            <span>{formats.ago(Date.parse(item.steppedBackAt!))}</span>
            <Link
              to="/w/$workspaceId/automation/decisions"
              params={{ workspaceId }}
              search={{ faq: item.faqId }}
              className="underline underline-offset-2"
            >
              {steppedBack.see}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShadowFigures({ report }: { report: FaqShadowReport }) {
  const words = useWords().automationReports;
  const formats = useFormats();
  const { columns, title, lead, empty } = words.shadow;
  if (report.total.messages === 0)
    return (
      <section className="rounded-xl border border-line bg-raised px-5 py-4 text-sm shadow-soft">
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-1 text-faint">{empty}</p>
      </section>
    );
  const cells = (row: FaqShadowRow) => [
    formats.number(row.messages),
    <MeasuredText key="coverage" value={row.coverage} />,
    <MeasuredText key="precision" value={row.precision} />,
    <Ready key="ready" row={row} promise={report.promise} />,
  ];
  return (
    <TableSheet
      title={title}
      lead={lead}
      head={[words.faq, columns.messages, columns.coverage, columns.precision, words.shadow.ready]}
      rows={[
        ...report.items.map((row) => ({
          key: row.faqId ?? '',
          cells: [<FaqTitle key="title" faqId={row.faqId} title={row.title} />, ...cells(row)],
        })),
        { key: 'total', strong: true, cells: [words.total, ...cells(report.total)] },
      ]}
    />
  );
}

/** That even the worst case of what was measured keeps the promise. */
function Ready({ row, promise }: { row: FaqShadowRow; promise: number }) {
  const words = useWords();
  const keeps = row.precision.low !== null && row.precision.low >= promise;
  if (!keeps) return <span className="text-faint">{words.automationReports.notYet}</span>;
  return (
    <span
      title={words.automationReports.shadow.readyHint}
      className="inline-flex items-center gap-1 text-good-ink"
    >
      <BadgeCheck className="size-4" aria-hidden="true" />
      {words.automationReports.yes}
    </span>
  );
}
