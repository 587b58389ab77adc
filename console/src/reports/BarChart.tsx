import { useId } from 'react';

export type Bar = { key: string; label: string; value: number | null; text: string };

const HEIGHT = 140;
const STEP = 24;

/** Bars in a row, each with its value on hover. The table beside it says the same to those who cannot see it. */
export function BarChart({ label, bars }: { label: string; bars: Bar[] }) {
  const id = useId();
  const most = Math.max(...bars.map((bar) => bar.value ?? 0), 0);
  const width = Math.max(bars.length, 7) * STEP;
  // Not every bar has room for its name.
  const every = Math.ceil(bars.length / 12);
  return (
    <figure aria-labelledby={id} className="min-w-0">
      <figcaption id={id} className="mb-2 text-sm font-semibold">
        {label}
      </figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-36 w-full overflow-visible"
      >
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            x1="0"
            x2={width}
            y1={HEIGHT * (1 - share)}
            y2={HEIGHT * (1 - share)}
            vectorEffect="non-scaling-stroke"
            className="stroke-line"
          />
        ))}
        {bars.map((bar, i) => {
          const height = most > 0 ? ((bar.value ?? 0) / most) * HEIGHT : 0;
          return (
            <g key={bar.key} className="group">
              <title>{`${bar.label}: ${bar.text}`}</title>
              <rect x={i * STEP} y="0" width={STEP} height={HEIGHT} className="fill-transparent" />
              <rect
                x={i * STEP + 3}
                y={HEIGHT - height}
                width={STEP - 6}
                height={height}
                className="fill-accent opacity-85 group-hover:opacity-100"
              />
            </g>
          );
        })}
      </svg>
      <div aria-hidden="true" className="mt-1 flex text-2xs text-faint">
        {bars.map((bar, i) => (
          <span key={bar.key} className="min-w-0 flex-1 overflow-visible text-center whitespace-nowrap">
            {i % every === 0 ? bar.label : ''}
          </span>
        ))}
        {Array.from({ length: Math.max(0, 7 - bars.length) }, (_, i) => `empty-${i}`).map((key) => (
          <span key={key} className="flex-1" />
        ))}
      </div>
    </figure>
  );
}
