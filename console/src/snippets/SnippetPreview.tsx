import type { Field } from '@causerie/protocol';
import { useState } from 'react';
import { useMe } from '../api/meQuery.ts';
import { useFields } from '../fields/useFields.ts';
import { Markdown } from '../messages/Markdown.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { firstNameOf, renderSnippet, variablesOf } from './renderSnippet.ts';

/** How a text with values will read: for somebody who is known, or for somebody of whom nothing is. */
export function SnippetPreview({ text }: { text: string }) {
  const { form } = useWords().snippets;
  const [stranger, setStranger] = useState(false);
  const known = useSampleValues();
  const mine = useOwnValues();
  const names = variablesOf(text);
  const unknown = names.filter((name) => !(name in known) && !(name in mine));
  const { text: rendered } = renderSnippet(text, stranger ? mine : { ...known, ...mine });
  return (
    <div className="flex min-h-24 flex-col gap-1.5">
      <div
        className="flex-1 overflow-y-auto rounded-md bg-accent-soft px-3.5 py-2 text-[14.5px] leading-[1.55]"
        dir="auto"
      >
        <p className="mb-1 text-2xs font-medium text-faint">
          {stranger ? form.previewForStranger : form.previewFor(form.sample.name)}
        </p>
        <Markdown text={rendered} />
      </div>
      {names.some((name) => name in known) && (
        <label className="flex min-h-6 items-center gap-2 text-xs text-soft">
          <input
            type="checkbox"
            className="size-3.5 accent-accent"
            checked={stranger}
            onChange={(e) => setStranger(e.target.checked)}
          />
          {form.stranger}
        </label>
      )}
      <p className={cx('text-xs', unknown.length > 0 ? 'text-warn-ink' : 'text-faint')}>
        {unknown.length > 0 ? form.unknown(unknown.join(', ')) : form.fallbackHint}
      </p>
    </div>
  );
}

/** What is always known: who writes, and where. */
function useOwnValues(): Record<string, string> {
  const { form } = useWords().snippets;
  const me = useMe();
  return {
    'agent.name': me.name,
    'agent.first_name': firstNameOf(me.name) ?? '',
    'inbox.name': form.preview,
  };
}

/** Somebody made up, with a value in each of the workspace's fields. */
function useSampleValues(): Record<string, string> {
  const { sample } = useWords().snippets.form;
  const fields = useFields().filter((field) => !field.archivedAt);
  return {
    'contact.name': sample.name,
    'contact.first_name': sample.first,
    'contact.email': 'lea@example.com',
    'contact.phone': '+33 6 12 34 56 78',
    'contact.company': sample.company,
    'contact.city': sample.city,
    ...Object.fromEntries(
      fields.map((field) => [`${field.subject}.field.${field.key}`, sampleOf(field, sample.field)]),
    ),
  };
}

/** As the server writes a value of this kind into a text. */
function sampleOf(field: Field, text: string): string {
  switch (field.type) {
    case 'choice':
      return field.options[0] ?? text;
    case 'choices':
      return field.options.slice(0, 2).join(', ');
    case 'number':
      return '12';
    case 'boolean':
      return 'true';
    case 'date':
      return '2026-11-21';
    case 'url':
      return 'https://example.com';
    case 'email':
      return 'lea@example.com';
    case 'phone':
      return '+33612345678';
    case 'text':
      return text;
  }
}
