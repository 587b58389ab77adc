import { X } from 'lucide-react';
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
        small ? 'max-w-28 px-1 text-2xs' : 'h-6 px-2 text-xs',
        hue === undefined && 'bg-sunken text-soft',
      )}
    >
      <span className="truncate" dir="auto">
        {name}
      </span>
      {onRemove && (
        <button type="button" aria-label={removeLabel} onClick={onRemove} className="-me-1 rounded-xs p-0.5">
          <X className="size-3" />
        </button>
      )}
    </span>
  );
}
