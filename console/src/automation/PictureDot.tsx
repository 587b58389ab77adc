import { cx } from '../ui/cx.ts';
import { Tooltip } from '../ui/Tooltip.tsx';

type Props = {
  id: string;
  /** From the start and from the top, 0 to 1. */
  x: number;
  y: number;
  /** Pixels. */
  size: number;
  /** What it says to who points at it or cannot see it. */
  says: string;
  /** Whether the tab key stops here. */
  isStop: boolean;
  className: string;
  onOpen: () => void;
};

/** One dot in a picture of dots (`useDotKeys`), which opens what it stands for. */
export function PictureDot({ id, x, y, size, says, isStop, className, onOpen }: Props) {
  return (
    <Tooltip text={says}>
      <button
        type="button"
        data-dot={id}
        tabIndex={isStop ? 0 : -1}
        aria-label={says}
        className={cx(
          'absolute -translate-1/2 rounded-full border shadow-soft transition-transform hover:z-10 hover:scale-110 focus-visible:z-10 rtl:translate-x-1/2',
          // A thumb wants more room than the dot shows.
          'after:absolute after:-inset-1.5 after:rounded-full',
          className,
        )}
        style={{ insetInlineStart: `${x * 100}%`, top: `${y * 100}%`, width: size, height: size }}
        onClick={onOpen}
      />
    </Tooltip>
  );
}
