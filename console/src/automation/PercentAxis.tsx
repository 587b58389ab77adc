import { cx } from '../ui/cx.ts';
import { usePercent } from './usePercent.ts';

export const percentTicks = [0, 0.25, 0.5, 0.75, 1];

/** Under a picture of dots: 0 to 100 %, and what that is of. `className`: the room at both ends. */
export function PercentAxis({ name, className }: { name: string; className: string }) {
  const percent = usePercent();
  return (
    <div aria-hidden="true">
      <div className={cx('relative h-4 text-2xs text-faint tabular-nums', className)}>
        {percentTicks.map((tick) => (
          <span
            key={tick}
            className="absolute -translate-x-1/2 rtl:translate-x-1/2"
            style={{ insetInlineStart: `${tick * 100}%` }}
          >
            {percent(tick)}
          </span>
        ))}
      </div>
      <p className="text-center text-xs text-soft">{name}</p>
    </div>
  );
}
