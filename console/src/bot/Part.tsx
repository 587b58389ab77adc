import type { ReactNode } from 'react';

/** One part of why the bot said something. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-xs font-medium text-faint">{title}</h3>
      {children}
    </section>
  );
}
