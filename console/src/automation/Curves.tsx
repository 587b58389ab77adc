import { useId } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { usePercent } from './usePercent.ts';

/** Of what is at least so probable: how much is answered, how many of these are right, and the interval of that. */
export type CurveRow = {
  probability: number;
  coverage: number;
  precision: number | null;
  low?: number | null;
  high?: number | null;
};

const marks = [0, 0.25, 0.5, 0.75, 1];
const path = (points: { x: number; y: number }[]) =>
  points.map(({ x, y }) => `${(x * 100).toFixed(2)},${((1 - y) * 100).toFixed(2)}`).join(' ');

/** Two curves over the least probability, drawn; the table below it says the same. */
export function Curves({ rows, promise }: { rows: CurveRow[]; promise: number }) {
  const words = useWords().automationReports.curves;
  const percent = usePercent();
  const id = useId();
  const precise = rows.flatMap((row) =>
    row.precision === null ? [] : [{ x: row.probability, y: row.precision }],
  );
  const covered = rows.map((row) => ({ x: row.probability, y: row.coverage }));
  const band = rows.filter((row) => row.low != null && row.high != null);
  const area = [
    ...band.map((row) => ({ x: row.probability, y: row.high! })),
    ...band.toReversed().map((row) => ({ x: row.probability, y: row.low! })),
  ];
  return (
    <figure aria-labelledby={id} dir="ltr" className="min-w-0">
      <figcaption id={id} className="sr-only">
        {words.title}. {words.describe(percent(promise))}
      </figcaption>
      <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-2">
        <div aria-hidden="true" className="relative h-56 text-2xs text-faint tabular-nums">
          {marks.map((mark) => (
            <span
              key={mark}
              className="absolute end-0 -translate-y-1/2"
              style={{ top: `${(1 - mark) * 100}%` }}
            >
              {percent(mark)}
            </span>
          ))}
        </div>
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="h-56 w-full overflow-visible [&_*]:[vector-effect:non-scaling-stroke]"
        >
          {marks.map((mark) => (
            <line
              key={mark}
              x1="0"
              x2="100"
              y1={100 - mark * 100}
              y2={100 - mark * 100}
              className="stroke-line"
            />
          ))}
          <line
            x1="0"
            x2="100"
            y1={100 - promise * 100}
            y2={100 - promise * 100}
            strokeDasharray="5 4"
            className="stroke-good"
          />
          {area.length > 2 && <polygon points={path(area)} className="fill-accent opacity-15" />}
          <polyline
            points={path(covered)}
            fill="none"
            strokeWidth="2"
            strokeDasharray="2 4"
            className="stroke-warn"
          />
          <polyline points={path(precise)} fill="none" strokeWidth="2.5" className="stroke-accent" />
        </svg>
        <span />
        <div aria-hidden="true" className="relative mt-1 h-4 text-2xs text-faint tabular-nums">
          {marks.map((mark) => (
            <span
              key={mark}
              className="absolute -translate-x-1/2"
              style={{ insetInlineStart: `${mark * 100}%` }}
            >
              {percent(mark)}
            </span>
          ))}
        </div>
        <span />
        <p aria-hidden="true" className="text-center text-xs text-soft">
          {words.probability}
        </p>
      </div>
      <div aria-hidden="true" className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
        <Key className="border-t-[3px] border-accent">{words.precision}</Key>
        <Key className="border-t-[3px] border-dotted border-warn">{words.coverage}</Key>
        <Key className="border-t-2 border-dashed border-good">{percent(promise)}</Key>
      </div>
    </figure>
  );
}

const Key = ({ className, children }: { className: string; children: string }) => (
  <span className="flex items-center gap-1.5">
    <span className={`w-6 ${className}`} />
    {children}
  </span>
);
