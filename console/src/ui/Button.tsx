import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Tooltip } from './Tooltip.tsx';

type Look = 'primary' | 'plain' | 'quiet' | 'danger' | 'note';
type Size = 'sm' | 'md' | 'lg';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover shadow-soft',
  plain: 'border border-line dark:border-line-strong/45 bg-raised text-ink hover:bg-hover shadow-soft',
  quiet: 'text-soft hover:bg-hover hover:text-ink',
  danger: 'bg-bad text-on-accent hover:bg-bad-hover shadow-soft',
  note: 'border border-note-line bg-note text-note-ink hover:brightness-95',
};
const sizes: Record<Size, string> = {
  sm: 'h-7 px-2 text-xs gap-1.5',
  md: 'h-8 px-3 text-sm gap-2',
  lg: 'h-10 px-4 text-base gap-2',
};
const base =
  'inline-flex shrink-0 select-none items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors ' +
  'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55';

export const buttonClass = (look: Look = 'plain', size: Size = 'md') => cx(base, looks[look], sizes[size]);

export type ButtonProps = ComponentProps<'button'> & { look?: Look; size?: Size; busy?: boolean };

export function Button({ look = 'plain', size = 'md', busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={cx(buttonClass(look, size), className)}
    >
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** Accessible name, also the tooltip. */
  label: string;
  shortcut?: string;
  children: ReactNode;
  size?: 'sm' | 'md';
  active?: boolean;
};

/** A button that shows only a sign; its name is told by tooltip and to screen readers. */
export function IconButton({ label, shortcut, size = 'md', active, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-md transition-colors disabled:cursor-not-allowed disabled:opacity-45',
          size === 'sm' ? 'size-6' : 'size-8 max-md:size-10',
          active ? 'bg-accent-soft text-accent-ink' : 'text-soft hover:bg-hover hover:text-ink',
          className,
        )}
      />
    </Tooltip>
  );
}
