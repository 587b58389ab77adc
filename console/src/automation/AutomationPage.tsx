import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';

type Props = {
  title: string;
  lead?: ReactNode;
  /** What leads to where one came from, above the title. */
  back?: ReactNode;
  action?: ReactNode;
  /** For two columns. */
  wide?: boolean;
  /** For a form. */
  narrow?: boolean;
  children: ReactNode;
};

/** The frame of a page of this section: its heading, what can be done, and what it shows. */
export function AutomationPage({ title, lead, back, action, wide, narrow, children }: Props) {
  return (
    <div
      className={cx(
        'mx-auto flex w-full flex-col gap-5 px-6 pt-7 pb-24 max-md:px-4 max-md:pt-4',
        wide ? 'max-w-6xl' : narrow ? 'max-w-3xl' : 'max-w-5xl',
      )}
    >
      <header className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="min-w-[min(100%,15rem)] flex-1">
          {back}
          <h1 dir="auto" className="text-xl font-semibold break-words">
            {title}
          </h1>
          {lead && <p className="max-w-2xl text-sm text-soft">{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
