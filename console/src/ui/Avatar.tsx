import type { Availability } from '@causerie/protocol';
import { User } from 'lucide-react';
import { cx } from './cx.ts';
import { hueOf, initialsOf } from './initials.ts';

const sizes = {
  xs: 'size-4.5 text-[9px]',
  sm: 'size-6 text-2xs',
  md: 'size-8.5 text-xs',
  lg: 'size-12 text-lg',
} as const;

type Props = {
  /** What the colour is made of: the same person has the same colour everywhere. */
  id: string;
  name: string | null | undefined;
  url?: string;
  size?: keyof typeof sizes;
  /** A dot: a colleague's availability, or a contact who is on the page now. */
  presence?: Availability;
  className?: string;
};

const dots: Record<Availability, string> = {
  online: 'bg-good',
  away: 'bg-warn',
  offline: 'bg-surface border-2 border-line-strong',
};

/** Decoration: the name stands beside it or in the accessible name of what holds it. */
export function Avatar({ id, name, url, size = 'md', presence, className }: Props) {
  return (
    <span aria-hidden="true" className={cx('relative inline-flex shrink-0', className)}>
      <span
        data-hue={hueOf(id)}
        className={cx(
          'inline-flex select-none items-center justify-center overflow-hidden rounded-full font-semibold',
          sizes[size],
        )}
      >
        {url ? (
          <img src={url} alt="" className="size-full object-cover" />
        ) : (
          initialsOf(name) || <User className="size-[55%]" strokeWidth={2.2} />
        )}
      </span>
      {presence && (
        <span
          className={cx(
            'absolute -end-px -bottom-px rounded-full ring-2 ring-surface',
            size === 'lg' ? 'size-3' : 'size-2.5',
            dots[presence],
          )}
        />
      )}
    </span>
  );
}
