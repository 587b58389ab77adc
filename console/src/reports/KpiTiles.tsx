import type { Kpis } from '@causerie/protocol';
import { TrendingDown, TrendingUp } from 'lucide-react';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { formatMetric, type MetricId, metricIds, metrics } from './metrics.ts';

type Props = { total: Kpis; previous: Kpis; chosen: MetricId; onChoose: (id: MetricId) => void };

/** Each figure beside the one of the period before; a click shows its course. */
export function KpiTiles({ total, previous, chosen, onChoose }: Props) {
  const words = useWords().reports;
  const formats = useFormats();
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {metricIds.map((id) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === chosen}
          onClick={() => onChoose(id)}
          className={cx(
            'flex flex-col rounded-xl border bg-raised px-4 py-3 text-start shadow-soft transition-colors hover:bg-hover',
            id === chosen ? 'border-accent' : 'border-line',
          )}
        >
          <span className="block text-xs text-soft">{words.metrics[id]}</span>
          <span className="block text-lg font-semibold tabular-nums">
            {formatMetric(words, formats, id, total)}
          </span>
          <span className="flex items-center gap-1 text-xs text-faint">
            <Trend id={id} total={total} previous={previous} />
            {words.before(formatMetric(words, formats, id, previous))}
          </span>
          <span className="block text-2xs text-faint">{words.hints[id]}</span>
        </button>
      ))}
    </div>
  );
}

function Trend({ id, total, previous }: { id: MetricId; total: Kpis; previous: Kpis }) {
  const { read, better } = metrics[id];
  const [now, then] = [read(total), read(previous)];
  if (now === null || then === null || now === then) return null;
  const Sign = now > then ? TrendingUp : TrendingDown;
  const isGood = better === (now > then ? 'more' : 'less');
  const look = better === 'neither' ? 'text-faint' : isGood ? 'text-good-ink' : 'text-bad-ink';
  return <Sign aria-hidden="true" className={cx('size-3.5', look)} />;
}
