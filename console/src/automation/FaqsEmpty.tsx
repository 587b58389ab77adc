import { Bot, Plus } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** Where there is no FAQ yet: what one is for, and the three steps to the first. */
export function FaqsEmpty({ onCreate }: { onCreate: (() => void) | undefined }) {
  const { list } = useWords().automation;
  return (
    <section className="flex flex-col items-center gap-5 rounded-xl border border-line bg-raised px-6 py-10 shadow-soft">
      <span className="flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent-ink">
        <Bot className="size-6" aria-hidden="true" />
      </span>
      <h2 className="max-w-md text-center text-lg font-semibold text-balance">{list.emptyTitle}</h2>
      <ol className="grid w-full max-w-3xl gap-3 md:grid-cols-3">
        {list.emptySteps.map((step, i) => (
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
      {onCreate && (
        <Button look="primary" size="lg" onClick={onCreate}>
          <Plus className="size-4" />
          {list.create}
        </Button>
      )}
      <p className="text-center text-xs text-faint">{list.emptyNote}</p>
    </section>
  );
}
