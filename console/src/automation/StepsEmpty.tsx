import type { ReactNode } from 'react';

type Props = { sign: ReactNode; title: string; steps: readonly string[]; note: string; children?: ReactNode };

/** Where there is nothing yet: what the place is for, the steps to the first thing, and the way to begin. */
export function StepsEmpty({ sign, title, steps, note, children }: Props) {
  return (
    <section className="flex flex-col items-center gap-5 rounded-xl border border-line bg-raised px-6 py-10 shadow-soft max-md:px-4">
      <span className="flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent-ink [&_svg]:size-6">
        {sign}
      </span>
      <h2 className="max-w-md text-center text-lg font-semibold text-balance">{title}</h2>
      <ol className="grid w-full max-w-3xl gap-3 md:grid-cols-3">
        {steps.map((step, i) => (
          <li key={step} className="flex gap-3 rounded-lg bg-paper px-4 py-3 text-sm text-soft">
            <span
              aria-hidden="true"
              className="flex size-5.5 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-semibold text-on-accent tabular-nums"
            >
              {i + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
      {children}
      <p className="max-w-xl text-center text-xs text-faint">{note}</p>
    </section>
  );
}
