import type { SnippetText } from '@causerie/protocol';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { answerLanguages } from './answerLanguages.ts';
import { SnippetPreview } from './SnippetPreview.tsx';
import { TextWithVariables } from './TextWithVariables.tsx';

type Props = { texts: SnippetText[]; onTexts: (texts: SnippetText[]) => void; error?: string };

/** What a snippet says, a tab for each language, and beside it how it will read. */
export function SnippetTexts({ texts, onTexts, error }: Props) {
  const { form } = useWords().snippets;
  const { languageName } = useFormats();
  const [shown, setShown] = useState(0);
  const at = Math.min(shown, texts.length - 1);
  const current = texts[at]!;
  const write = (text: string) => onTexts(texts.map((each, i) => (i === at ? { ...each, text } : each)));
  const remove = (index: number) => {
    onTexts(texts.filter((_, i) => i !== index));
    setShown(0);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{form.languages}</legend>
      <div className="flex flex-wrap items-center gap-1">
        {texts.map((text, i) => (
          <span
            key={text.language}
            className={cx(
              'flex items-center rounded-md text-sm',
              i === at ? 'bg-accent-soft text-accent-ink' : 'text-soft',
            )}
          >
            <button
              type="button"
              aria-pressed={i === at}
              title={i === 0 ? form.first : undefined}
              className="rounded-md px-2.5 py-1 font-medium"
              onClick={() => setShown(i)}
            >
              {languageName(text.language)}
            </button>
            {texts.length > 1 && (
              <button
                type="button"
                aria-label={form.removeLanguage(languageName(text.language))}
                className="me-1 rounded-sm p-0.5 hover:bg-hover"
                onClick={() => remove(i)}
              >
                <X className="size-3" />
              </button>
            )}
          </span>
        ))}
        <Menu
          trigger={
            <Button size="sm" look="quiet">
              <Plus className="size-3.5" />
              {form.addLanguage}
            </Button>
          }
        >
          {answerLanguages
            .filter((tag) => !texts.some((text) => text.language.split('-')[0] === tag))
            .map((tag) => (
              <MenuItem
                key={tag}
                onSelect={() => {
                  onTexts([...texts, { language: tag, text: '' }]);
                  setShown(texts.length);
                }}
              >
                {languageName(tag)}
              </MenuItem>
            ))}
        </Menu>
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <TextWithVariables
          label={form.textIn(languageName(current.language))}
          text={current.text}
          onText={write}
        />
        <SnippetPreview text={current.text} />
      </div>
      {error && (
        <p role="alert" className="text-xs text-bad-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}
