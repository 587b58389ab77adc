import type { Opportunity } from '@causerie/protocol';
import { TrendingDown, TrendingUp } from 'lucide-react';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

const WIDTH = 72;
const HEIGHT = 22;
/** More weeks than this would be a thicket. */
const MOST_WEEKS = 26;

/** How often it was asked in each of the last weeks, and whether that rises. */
export function Sparkline({ trend }: { trend: Opportunity['trend'] }) {
  const words = useWords().opportunities;
  const formats = useFormats();
  const weeks = trend.weekly.slice(-MOST_WEEKS);
  const most = Math.max(1, ...weeks);
  const step = weeks.length > 1 ? WIDTH / (weeks.length - 1) : 0;
  const points = weeks.map(
    (n, i) => `${(i * step).toFixed(1)},${(HEIGHT - 2 - (n / most) * (HEIGHT - 4)).toFixed(1)}`,
  );
  const said = words.trend(words.trends[trend.direction], formats.list(weeks.map((n) => formats.number(n))));
  const Sign =
    trend.direction === 'rising' ? TrendingUp : trend.direction === 'falling' ? TrendingDown : undefined;
  return (
    <span role="img" aria-label={said} title={said} className="flex items-center gap-1.5">
      {weeks.length > 1 && (
        <svg
          aria-hidden="true"
          width={WIDTH}
          height={HEIGHT}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          className="shrink-0 overflow-visible rtl:-scale-x-100"
        >
          <polyline
            points={points.join(' ')}
            fill="none"
            strokeWidth="1.5"
            strokeLinejoin="round"
            className="stroke-accent"
          />
        </svg>
      )}
      {Sign && <Sign className="size-3.5 shrink-0 text-soft rtl:-scale-x-100" aria-hidden="true" />}
    </span>
  );
}
