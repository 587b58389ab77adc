import type { RehearsalReport } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { Footprints, Theater } from 'lucide-react';
import { type CurveRow, Curves } from '../automation/Curves.tsx';
import { usePercent } from '../automation/usePercent.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { Blank } from '../ui/Blank.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { FaqTable } from './FaqTable.tsx';
import { PartsBar } from './PartsBar.tsx';
import { RehearsedList } from './RehearsedList.tsx';
import { ReportTiles } from './ReportTiles.tsx';
import { useRehearsal } from './useRehearsals.ts';
import { WeekSheet } from './WeekSheet.tsx';

export type ReportBody = NonNullable<RehearsalReport['report']>;

/** What came of a rehearsal: in figures, what to do next, by FAQ, by week, and one by one. */
export function Report({ id }: { id: string }) {
  const words = useWords().rehearsals;
  const { data, error, refetch } = useRehearsal(id);
  if (!data?.report) return <ListState error={error} onRetry={() => void refetch()} />;
  const { report } = data;
  if (report.total.messages === 0)
    return (
      <div className="flex justify-center rounded-xl border border-line bg-raised shadow-soft">
        <Blank sign={<Theater />} title={words.empty.nothing} text={words.empty.nothingText} />
      </div>
    );
  return (
    <>
      <Advice report={report} />
      <ReportTiles report={report} />
      <PartsBar figures={report.total} />
      <FaqTable report={report} />
      <RehearsedList id={id} report={report} />
      <WeekSheet report={report} />
      <CurveSheet report={report} />
    </>
  );
}

function Advice({ report }: { report: ReportBody }) {
  const words = useWords().rehearsals.advice;
  return (
    <section
      aria-label={words.title}
      className="flex items-start gap-3 rounded-xl border border-line bg-accent-soft px-4 py-3 text-sm text-accent-ink"
    >
      <Footprints className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
      <div>
        <h2 className="font-semibold">{words.title}</h2>
        <p>{words.all[report.advice]}</p>
        <Asking report={report} />
      </div>
    </section>
  );
}

/** Below this share of right offers, being asked costs more than it saves, whatever the settings are near to. */
const WORTH_ASKING = 0.6;
const LEAST_ASKED = 10;

/** Where the interval rules out that asking back is worth it: says so, and where to switch it off. */
function Asking({ report: { total } }: { report: ReportBody }) {
  const words = useWords().rehearsals.advice;
  const percent = usePercent();
  const { workspaceId } = useDesk();
  const { of, share, high } = total.askedRight;
  if (share === null || high === null || of < LEAST_ASKED || high >= WORTH_ASKING) return null;
  return (
    <p className="mt-1.5">
      {words.asking(percent(share))}{' '}
      <Link
        to="/w/$workspaceId/automation/settings"
        params={{ workspaceId }}
        className="font-medium underline underline-offset-2"
      >
        {words.settings}
      </Link>
    </p>
  );
}

function CurveSheet({ report }: { report: ReportBody }) {
  const { automationReports, rehearsals } = useWords();
  const rows: CurveRow[] = report.curve.map(({ probability, coverage, precision }) => ({
    probability,
    coverage: coverage.share ?? 0,
    precision: precision.share,
    low: precision.low,
    high: precision.high,
  }));
  return (
    <section className="rounded-xl border border-line bg-raised shadow-soft">
      <header className="border-b border-line px-5 py-3 max-md:px-4">
        <h2 className="text-sm font-semibold">{automationReports.curves.title}</h2>
        <p className="text-xs text-soft">{rehearsals.curves}</p>
      </header>
      <div className="px-5 py-4 max-md:px-4">
        <Curves rows={rows} promise={report.promise} />
      </div>
    </section>
  );
}
