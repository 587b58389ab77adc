import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { type CurveRow, Curves } from './Curves.tsx';
import { useModels } from './useFaqs.ts';
import { usePercent } from './usePercent.ts';

type Source = 'live' | 'model';

/** How much could be answered, and how right that would be: on live messages, or on the examples held back. */
export function CurvesSheet({ days, promise }: { days: number; promise: number }) {
  const words = useWords().automationReports.curves;
  const { automation, workspaceId } = useDesk();
  const [chosen, setSource] = useState<Source>();
  const live = useQuery({
    queryKey: keys.faqReport(workspaceId, 'curve', days),
    queryFn: () => automation.curve(days),
  });
  const measures = useModels().data?.find((model) => model.current)?.measures;
  // Until something was judged live, the examples tell more.
  const source = chosen ?? (live.data?.judged === 0 && measures ? 'model' : 'live');
  const rows: CurveRow[] | undefined =
    source === 'live'
      ? live.data?.points.map(({ probability, coverage, precision }) => ({
          probability,
          coverage,
          precision: precision.share,
          low: precision.low,
          high: precision.high,
        }))
      : (measures?.curve ?? []);
  const isEmpty = source === 'live' ? live.data?.judged === 0 : !measures?.curve.length;
  const told = source === 'live' ? words.live(live.data?.judged ?? 0) : words.model;
  return (
    <section className="rounded-xl border border-line bg-raised shadow-soft">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-5 py-3">
        <div className="min-w-[min(100%,16rem)] flex-1">
          <h2 className="text-sm font-semibold">{words.title}</h2>
          <p className="text-xs text-soft">{words.lead}</p>
        </div>
        <fieldset className="flex rounded-md border border-line p-0.5">
          <legend className="sr-only">{words.source}</legend>
          {(['live', 'model'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={source === each}
              onClick={() => setSource(each)}
              className={cx(
                'rounded-sm px-2.5 py-1 text-xs font-medium',
                source === each ? 'bg-accent-soft text-accent-ink' : 'text-soft hover:bg-hover',
              )}
            >
              {words.sources[each]}
            </button>
          ))}
        </fieldset>
      </header>
      <div className="px-5 py-4">
        {!rows ? (
          <ListState error={live.error} onRetry={() => void live.refetch()} />
        ) : isEmpty ? (
          <p className="py-6 text-center text-sm text-faint">
            {source === 'live' ? words.empty : words.emptyModel}
          </p>
        ) : (
          <>
            <p className="mb-3 text-xs text-faint">{told}</p>
            <Curves rows={rows} promise={promise} />
            <CurveTable rows={rows} />
          </>
        )}
      </div>
    </section>
  );
}

function CurveTable({ rows }: { rows: CurveRow[] }) {
  const words = useWords().automationReports;
  const percent = usePercent();
  return (
    <details className="mt-3">
      <summary className="w-fit cursor-pointer text-xs font-medium text-accent-ink">
        {words.curves.table}
      </summary>
      <table className="mt-2 text-sm tabular-nums">
        <thead className="text-xs text-soft">
          <tr>
            {[words.curves.probability, words.curves.coverage, words.curves.precision].map((name) => (
              <th key={name} scope="col" className="pe-8 text-end font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.probability}>
              <th scope="row" className="pe-8 text-end font-normal">
                {percent(row.probability)}
              </th>
              <td className="pe-8 text-end">{percent(row.coverage)}</td>
              <td className="pe-8 text-end">
                {row.precision === null ? '–' : percent(row.precision)}
                {row.low != null && row.high != null && (
                  <span className="ms-2 text-xs text-faint">
                    {words.interval(percent(row.low), percent(row.high))}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
