import type { SnippetText } from '@causerie/protocol';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { type Theirs, TheirsLine } from '../ui/TheirsLine.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { answerLanguages } from './answerLanguages.ts';
import { SnippetPreview } from './SnippetPreview.tsx';
import { TextWithVariables } from './TextWithVariables.tsx';

type Props = {
  texts: SnippetText[];
  /** Without a text: takes the language away. */
  onText: (language: string, text: string | undefined) => void;
  /** What somebody else has made meanwhile of languages that one has touched. */
  theirs: (Theirs & { language: string })[];
  error?: string;
};

/** What a snippet says, a tab for each language, and beside it how it will read. */
export function SnippetTexts({ texts, onText, theirs, error }: Props) {
  const { form } = useWords().snippets;
  const { languageName } = useFormats();
  const [chosen, setChosen] = useState<string>();
  const current = texts.find(({ language }) => language === chosen) ?? texts[0]!;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{form.languages}</legend>
      <div className="flex flex-wrap items-center gap-1">
        {texts.map((text, i) => (
          <span
            key={text.language}
            className={cx(
              'flex items-center rounded-md text-sm',
              text === current ? 'bg-accent-soft text-accent-ink' : 'text-soft',
            )}
          >
            <button
              type="button"
              aria-pressed={text === current}
              title={i === 0 ? form.first : undefined}
              className="rounded-md px-2.5 py-1 font-medium"
              onClick={() => setChosen(text.language)}
            >
              {languageName(text.language)}
            </button>
            {texts.length > 1 && (
              <button
                type="button"
                aria-label={form.removeLanguage(languageName(text.language))}
                className="rounded-sm p-1.5 hover:bg-hover"
                onClick={() => onText(text.language, undefined)}
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
                  onText(tag, '');
                  setChosen(tag);
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
          onText={(text) => onText(current.language, text)}
        />
        <SnippetPreview text={current.text} />
      </div>
      {theirs.map(({ language, text, onUse }) => (
        <TheirsLine
          key={language}
          about={texts.length === 1 && language === current.language ? undefined : languageName(language)}
          text={text}
          onUse={() => {
            onUse();
            setChosen(language);
          }}
        />
      ))}
      {error && (
        <p role="alert" className="text-xs text-bad-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}
