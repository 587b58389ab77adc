import type { ReactNode } from 'react';
import { ownName } from '../words/ownName.ts';
import { languages, useLanguage, useWords } from '../words/WordsProvider.tsx';

type Props = { title: string; lead?: ReactNode; children: ReactNode };

/** The sheet on which one signs in, sets up, accepts or resets. */
export function AccountFrame({ title, lead, children }: Props) {
  const words = useWords();
  return (
    <div className="flex h-full flex-col items-center overflow-y-auto px-4">
      <main className="my-auto w-full max-w-sm py-10">
        <div className="mb-6 flex items-center gap-2.5">
          <img src="/causerie.svg" alt="" className="size-9" />
          <span className="text-lg font-semibold tracking-tight">Causerie</span>
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-float">
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead && <p className="mt-1 text-sm text-soft">{lead}</p>}
          <div className="mt-5">{children}</div>
        </div>
        <div className="mt-4 flex items-center justify-between gap-3 text-xs text-faint">
          <span>{words.account.tagline}</span>
          <LanguageLinks />
        </div>
      </main>
    </div>
  );
}

function LanguageLinks() {
  const { language, speak } = useLanguage();
  return (
    <span className="flex shrink-0 gap-2">
      {languages.map((l) => (
        <button
          key={l}
          type="button"
          lang={l}
          aria-pressed={l === language}
          aria-label={ownName(l)}
          onClick={() => void speak(l)}
          className="min-h-6 min-w-6 rounded-xs font-medium uppercase hover:text-ink aria-pressed:text-accent-ink"
        >
          {l}
        </button>
      ))}
    </span>
  );
}
