import type { Faq } from '@causerie/protocol';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Markdown } from '../messages/Markdown.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Sheet } from '../settings/SettingsPage.tsx';
import { SnippetDialog } from '../snippets/SnippetDialog.tsx';
import { useCanSupervise } from '../snippets/useCanSupervise.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { FaqTitleField } from './FaqTitleField.tsx';
import { useSnippetList } from './useFaqs.ts';

/** What the snippet says, a tab for each of its languages, and the way to change it. */
export function FaqAnswer({ faq }: { faq: Faq }) {
  const words = useWords().automation.editor;
  const formats = useFormats();
  const snippets = useSnippetList(useDesk());
  const can = useCanSupervise();
  const [chosen, setChosen] = useState<string>();
  const [editing, setEditing] = useState(false);
  const snippet = snippets.data?.find((each) => each.id === faq.snippetId);
  const text = snippet?.texts.find((each) => each.language === chosen) ?? snippet?.texts[0];
  return (
    <Sheet title={words.answer}>
      <div className="flex flex-wrap items-center gap-1.5">
        {snippet?.texts.map(({ language }) => (
          <button
            key={language}
            type="button"
            aria-pressed={text?.language === language}
            aria-label={words.answerIn(formats.languageName(language))}
            className={cx(
              'rounded-md px-2.5 py-1 text-sm font-medium',
              text?.language === language ? 'bg-accent-soft text-accent-ink' : 'text-soft hover:bg-hover',
            )}
            onClick={() => setChosen(language)}
          >
            {formats.languageName(language)}
          </button>
        ))}
        <span className="flex-1" />
        {can && snippet && (
          <Button size="sm" onClick={() => setEditing(true)}>
            <Pencil className="size-3.5" />
            {words.editSnippet}
          </Button>
        )}
      </div>
      {snippet ? (
        <div dir="auto" className="rounded-lg bg-paper px-4 py-3 text-sm">
          {text ? <Markdown text={text.text} /> : words.noAnswer}
        </div>
      ) : (
        <Skeleton className="h-16 w-full" />
      )}
      {text && <FaqTitleField key={text.language} faq={faq} language={text.language} />}
      {editing && snippet && (
        <SnippetDialog
          snippet={snippet}
          topics={[...new Set(snippets.data?.flatMap((s) => s.topic ?? []))]}
          onClose={() => setEditing(false)}
        />
      )}
    </Sheet>
  );
}
