import type { RatingsQuery, Report, ReportGroup, ReportQuery } from '@causerie/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { BarChart } from './BarChart.tsx';
import { fillGroups } from './fillGroups.ts';
import { KpiTiles } from './KpiTiles.tsx';
import { formatMetric, type MetricId, metrics } from './metrics.ts';
import { RatingsSheet } from './RatingsSheet.tsx';
import { type Asked, lastDays, ReportFilters } from './ReportFilters.tsx';
import { ReportTable } from './ReportTable.tsx';
import { useGroupNames } from './useGroupNames.ts';

/** The figures of a period beside those of the one before, their course, and all of it as a table and a file. */
export function ReportsPage() {
  const words = useWords().reports;
  const { admin, workspaceId } = useDesk();
  const zone = useQuery({
    queryKey: keys.workspace(workspaceId),
    queryFn: useDesk().settings.workspace,
  }).data?.timeZone;
  const [asked, setAsked] = useState<Asked>();
  const current =
    asked ?? (zone ? { ...lastDays(28, zone), range: '28', groupBy: 'day' as const } : undefined);
  const { range: _, ...query } = current ?? { range: '' };
  const report = useQuery({
    queryKey: keys.report(workspaceId, query),
    queryFn: () => admin.report(query as never),
    enabled: current !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-6 pt-7 pb-24 max-md:px-4 max-md:pt-4">
        <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1">
            <h1 className="text-xl font-semibold">{words.title}</h1>
            <p className="text-sm text-soft">{zone && words.lead(zone.replaceAll('_', ' '))}</p>
          </div>
          {current && (
            <a href={admin.reportCsv(query as never)} download className={buttonClass()}>
              <Download className="size-4" />
              {words.export}
            </a>
          )}
        </header>
        {current && zone && <ReportFilters asked={current} timeZone={zone} onChange={setAsked} />}
        {report.data && current ? (
          <>
            <Figures report={report.data} groupBy={current.groupBy} />
            <RatingsSheet query={ratingsOf(query as never)} />
          </>
        ) : (
          <ListState error={report.error} onRetry={() => void report.refetch()} />
        )}
      </div>
    </div>
  );
}

/** The same choice, without what is of figures only. */
const ratingsOf = ({ groupBy: _, clock: __, ...query }: ReportQuery): RatingsQuery => query;

function Figures({ report, groupBy }: { report: Report; groupBy: ReportGroup }) {
  const words = useWords().reports;
  const formats = useFormats();
  const nameOf = useGroupNames(groupBy);
  const [metric, setMetric] = useState<MetricId>('started');
  const rows = fillGroups(report, groupBy);
  const group = words.groups[groupBy];
  return (
    <>
      <KpiTiles total={report.total} previous={report.previous} chosen={metric} onChoose={setMetric} />
      {report.rows.length === 0 ? (
        <p className="rounded-xl border border-line bg-raised px-5 py-8 text-center text-sm text-faint">
          {words.empty}
        </p>
      ) : (
        <>
          <div className="rounded-xl border border-line bg-raised px-5 py-4 shadow-soft">
            <BarChart
              label={words.chartOf(words.metrics[metric], group)}
              bars={rows.map((row) => ({
                key: row.key ?? '',
                label: nameOf(row.key, 'short'),
                value: metrics[metric].read(row.kpis),
                text: formatMetric(words, formats, metric, row.kpis),
              }))}
            />
          </div>
          <ReportTable rows={rows} total={report.total} group={group} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
