import type { ReactNode } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { useCan } from './useCan.ts';

type PageProps = {
  title: string;
  lead?: string;
  action?: ReactNode;
  back?: ReactNode;
  /** The permission that changing anything here needs. */
  guarded?: string;
  children: ReactNode;
};

export function SettingsPage({ title, lead, action, back, guarded, children }: PageProps) {
  const words = useWords().settings;
  const can = useCan(guarded);
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-6 pt-7 pb-24 max-md:px-4 max-md:pt-4">
      <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-[min(100%,15rem)] flex-1">
          {back}
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead && <p className="text-sm text-soft">{lead}</p>}
        </div>
        {(!guarded || can) && action}
      </header>
      {guarded && !can && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink">{words.onlyAdmins}</p>
      )}
      {children}
    </div>
  );
}

/** One topic on a sheet of its own. */
export function Sheet({ title, children, id }: { title?: string; children: ReactNode; id?: string }) {
  return (
    <section id={id} className="rounded-xl border border-line bg-raised shadow-soft">
      {title && <h2 className="border-b border-line px-5 py-3 text-sm font-semibold">{title}</h2>}
      <div className="flex flex-col gap-4 px-5 py-4">{children}</div>
    </section>
  );
}
