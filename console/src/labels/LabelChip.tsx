import { ChipRemove } from '../ui/ChipRemove.tsx';
import { cx } from '../ui/cx.ts';
import { useLabelHue } from './useLabels.ts';

type Props = { name: string; small?: boolean; onRemove?: () => void; removeLabel?: string };

/** A label in its colour; one that is only typed is grey. */
export function LabelChip({ name, small, onRemove, removeLabel }: Props) {
  const hue = useLabelHue()(name);
  return (
    <span
      data-hue={hue}
      className={cx(
        'inline-flex max-w-full items-center gap-0.5 rounded-sm font-medium',
        small ? 'max-w-28 px-1 text-2xs' : 'min-h-6 ps-2 text-xs',
        !small && !onRemove && 'pe-2',
        hue === undefined && 'bg-sunken text-soft',
      )}
    >
      <span className="truncate" dir="auto">
        {name}
      </span>
      {onRemove && <ChipRemove label={removeLabel} onRemove={onRemove} />}
    </span>
  );
}
