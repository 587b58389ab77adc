import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';

type Props = { bad?: boolean; align?: 'end' | 'center'; children: ReactNode };

/** What became of something, in one line below it. */
export function StateLine({ bad, align = 'end', children }: Props) {
  return (
    <div
      className={cx(
        'mt-1 flex flex-wrap items-center gap-x-2 gap-y-0.5 px-1 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0',
        align === 'end' ? 'justify-end' : 'justify-center',
        bad ? 'text-bad-ink' : 'text-faint',
      )}
    >
      {children}
    </div>
  );
}

/** What can be done about it. */
export function StateButton(props: { onClick: () => void; disabled?: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      {...props}
      className="inline-flex items-center gap-1 rounded-xs font-medium underline underline-offset-2 disabled:opacity-50 max-md:min-h-8"
    >
      {props.children}
    </button>
  );
}
