import type { Kpis, ReportRow } from '@causerie/protocol';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { formatMetric, metricIds } from './metrics.ts';

type Props = { rows: ReportRow[]; total: Kpis; group: string; nameOf: (key: string | null) => string };

/** All figures of every group, and the total. */
export function ReportTable({ rows, total, group, nameOf }: Props) {
  const words = useWords().reports;
  return (
    <section
      aria-label={group}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-raised shadow-soft"
    >
      <table className="w-full text-sm tabular-nums">
        <thead className="text-xs text-soft">
          <tr>
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {group}
            </th>
            {metricIds.map((id) => (
              <th key={id} scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap">
                {words.metrics[id]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.key ?? ''} name={nameOf(row.key)} kpis={row.kpis} />
          ))}
        </tbody>
        <tfoot className="font-medium">
          <Line name={words.total} kpis={total} />
        </tfoot>
      </table>
    </section>
  );
}

function Line({ name, kpis }: { name: string; kpis: Kpis }) {
  const words = useWords().reports;
  const formats = useFormats();
  return (
    <tr className="border-t border-line">
      <th scope="row" className="px-4 py-1.5 text-start font-normal whitespace-nowrap">
        {name}
      </th>
      {metricIds.map((id) => (
        <td key={id} className="px-3 py-1.5 text-end whitespace-nowrap">
          {formatMetric(words, formats, id, kpis)}
        </td>
      ))}
    </tr>
  );
}
