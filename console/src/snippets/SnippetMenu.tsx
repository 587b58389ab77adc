import type { Snippet } from '@causerie/protocol';
import { Paperclip } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import type { SnippetMenuState } from './useSnippetMenu.ts';

export const SNIPPET_MENU_ID = 'snippet-menu';
export const snippetOptionId = (snippet: Snippet): string => `snippet-${snippet.id}`;

/** Above the composer: the snippets that fit, and beside them what the chosen one would say. The focus stays in the field. */
export function SnippetMenu({ state }: { state: SnippetMenuState }) {
  const words = useWords().snippets.menu;
  return (
    <section
      aria-label={words.label}
      className="float-in absolute inset-x-0 bottom-full z-30 mb-1.5 flex h-72 max-h-[50vh] overflow-hidden rounded-xl border border-line bg-raised shadow-float"
    >
      {state.snippets.length === 0 ? (
        <p role="status" className="m-auto px-6 text-center text-sm text-faint">
          {state.none ? words.empty : words.none}
        </p>
      ) : (
        <>
          <Options state={state} />
          {state.active && <Preview snippet={state.active} state={state} />}
        </>
      )}
    </section>
  );
}

function Options({ state }: { state: SnippetMenuState }) {
  const words = useWords().snippets.menu;
  const list = useRef<HTMLDivElement>(null);
  const { active } = state;
  useEffect(() => {
    if (active) document.getElementById(snippetOptionId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={SNIPPET_MENU_ID}
      role="listbox"
      aria-label={words.label}
      tabIndex={0}
      className="w-64 shrink-0 overflow-y-auto p-1 max-md:w-full"
    >
      {state.snippets.map((snippet) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
        <div
          key={snippet.id}
          id={snippetOptionId(snippet)}
          role="option"
          aria-selected={snippet === active}
          tabIndex={-1}
          // Before the field loses the focus to it.
          onMouseDown={(e) => e.preventDefault()}
          onMouseMove={() => snippet !== active && state.activate(snippet)}
          onClick={() => state.choose(snippet)}
          className={cx(
            'flex cursor-pointer flex-col rounded-md px-2.5 py-1.5 max-md:py-2.5',
            snippet === active ? 'bg-accent-soft text-accent-ink' : 'text-ink',
          )}
        >
          <span className="truncate text-sm font-medium">{snippet.name}</span>
          <span className="truncate text-xs text-faint md:hidden">{state.preview(snippet).text}</span>
          {snippet.topic && (
            <span className="truncate text-2xs text-faint max-md:hidden">{snippet.topic}</span>
          )}
        </div>
      ))}
    </div>
  );
}

function Preview({ snippet, state }: { snippet: Snippet; state: SnippetMenuState }) {
  const words = useWords().snippets;
  const formats = useFormats();
  const { text, missing, language } = state.preview(snippet);
  return (
    <div className="flex min-w-0 flex-1 flex-col border-s border-line bg-sunken/50 max-md:hidden">
      <p className="flex items-baseline gap-2 border-b border-line px-4 py-2 text-xs text-faint">
        <span className="min-w-0 flex-1 truncate font-medium text-soft">{snippet.name}</span>
        {formats.languageName(language)}
      </p>
      <p
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-4 py-3 text-sm whitespace-pre-wrap"
      >
        {text}
      </p>
      <p className="flex items-center gap-3 border-t border-line px-4 py-1.5 text-xs text-faint">
        {missing.length > 0 ? (
          <span className="text-warn-ink">
            {words.menu.missing(
              missing.map((name) => words.values[name as keyof typeof words.values] ?? name).join(', '),
            )}
          </span>
        ) : (
          words.menu.hint
        )}
        {snippet.files.length > 0 && (
          <span className="ms-auto flex items-center gap-1">
            <Paperclip className="size-3" aria-hidden="true" />
            {words.menu.files(snippet.files.length)}
          </span>
        )}
      </p>
    </div>
  );
}
