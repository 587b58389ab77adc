import type { SnippetText } from '@causerie/protocol';
import { Braces, Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useMe } from '../api/meQuery.ts';
import { Markdown } from '../messages/Markdown.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { inputClass } from '../ui/Field.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { firstNameOf, renderSnippet, variablesOf } from './renderSnippet.ts';

type Props = { texts: SnippetText[]; onTexts: (texts: SnippetText[]) => void; error?: string };

/** Languages that are offered first; any other can be had by importing a file. */
const offered = [
  'en',
  'fr',
  'es',
  'de',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'tr',
  'ru',
  'ar',
  'zh',
  'ja',
  'ko',
  'th',
];

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
          {offered
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
        <Preview text={current.text} />
      </div>
      {error && (
        <p role="alert" className="text-xs text-bad-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** A field for text with values in it, and the menu of what there is. */
export function TextWithVariables(props: {
  label: string;
  text: string;
  onText: (text: string) => void;
  rows?: number;
}) {
  const { form, values } = useWords().snippets;
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const element = area.current;
    if (!element) return;
    element.focus();
    element.setRangeText(`{{${name}}}`, element.selectionStart, element.selectionEnd, 'end');
    props.onText(element.value);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        ref={area}
        aria-label={props.label}
        rows={props.rows ?? 8}
        maxLength={10_000}
        dir="auto"
        value={props.text}
        onChange={(e) => props.onText(e.target.value)}
        className={cx(inputClass, 'flex-1 py-1.5 leading-5')}
      />
      <Menu
        trigger={
          <Button size="sm" look="quiet" className="self-start">
            <Braces className="size-3.5" />
            {form.variables}
          </Button>
        }
      >
        {Object.entries(values).map(([name, says]) => (
          <MenuItem key={name} onSelect={() => setTimeout(() => insert(name))} hint={name}>
            {says}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

function Preview({ text }: { text: string }) {
  const { form, values: names } = useWords().snippets;
  const me = useMe();
  const { sample } = form;
  const values: Record<string, string> = {
    'contact.name': sample.name,
    'contact.first_name': sample.first,
    'contact.email': 'lea@example.com',
    'contact.phone': '+33 6 12 34 56 78',
    'contact.company': sample.company,
    'contact.city': sample.city,
    'agent.name': me.name,
    'agent.first_name': firstNameOf(me.name) ?? '',
    'inbox.name': form.preview,
  };
  const unknown = variablesOf(text).filter(
    (name) => !(name in names) && !/^(contact|conversation)\.field\.\w+$/.test(name),
  );
  for (const name of variablesOf(text)) values[name] ??= /\.field\./.test(name) ? sample.field : '';
  return (
    <div className="flex min-h-24 flex-col gap-1.5">
      <div
        className="flex-1 overflow-y-auto rounded-md bg-accent-soft px-3.5 py-2 text-[14.5px] leading-[1.55]"
        dir="auto"
      >
        <p className="mb-1 text-2xs font-medium text-faint">{form.previewFor(sample.name)}</p>
        <Markdown text={renderSnippet(text, values).text} />
      </div>
      <p className={cx('text-xs', unknown.length > 0 ? 'text-warn-ink' : 'text-faint')}>
        {unknown.length > 0 ? form.unknown(unknown.join(', ')) : form.fallbackHint}
      </p>
    </div>
  );
}
