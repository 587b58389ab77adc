import { useRef } from 'react';
import { cx } from './cx.ts';

type Props = {
  label: string;
  width: number;
  min: number;
  max: number;
  /** Which side of the line the panel that is measured lies on. */
  panel: 'before' | 'after';
  onWidth: (width: number) => void;
};

/** The line between two panels: dragged, or moved with the arrow keys; a double click goes back to the default. */
export function Splitter({ label, width, min, max, panel, onWidth }: Props) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const direction = (element: Element) =>
    (getComputedStyle(element).direction === 'rtl' ? -1 : 1) * (panel === 'before' ? 1 : -1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator that moves; <hr> cannot be one
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      className={cx(
        'relative z-10 -mx-1 hidden w-2 shrink-0 cursor-col-resize touch-none md:block',
        'after:absolute after:inset-y-0 after:start-1/2 after:w-px after:bg-line after:transition-colors',
        'hover:after:bg-accent focus-visible:outline-none focus-visible:after:w-0.5 focus-visible:after:bg-accent',
      )}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId);
        start.current = { x: e.clientX, width };
      }}
      onPointerMove={(e) => {
        const from = start.current;
        if (from) onWidth(clamp(from.width + (e.clientX - from.x) * direction(e.currentTarget)));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={(e) => {
        const step = { ArrowLeft: -16, ArrowRight: 16 }[e.key];
        if (!step) return;
        e.preventDefault();
        onWidth(clamp(width + step * direction(e.currentTarget)));
      }}
    />
  );
}
