import type { Faq } from '@causerie/protocol';
import { useState } from 'react';
import { useCan } from '../settings/useCan.ts';
import { TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useChangeFaq } from './useChangeFaq.ts';

/** As a title must fit on a button that a customer taps. */
const MOST = 80;

/** What is typed, and what stood there before; `sent`: the title that is on its way. */
type Draft = { text: string; before: string; sent?: string };

/**
 * What customers who write in this language read when they are asked whether they mean the FAQ. Kept when the field is left. What somebody
 * else makes of it meanwhile is told below and does not replace what is typed.
 */
export function FaqTitleField({ faq, language }: { faq: Faq; language: string }) {
  const words = useWords().automation.editor;
  const formats = useFormats();
  const can = useCan('faqs.change');
  const change = useChangeFaq();
  const kept = faq.titles.find((one) => one.language.toLowerCase() === language.toLowerCase())?.title ?? '';
  const [draft, setDraft] = useState<Draft>();
  const isChanged = draft !== undefined && kept !== draft.before && kept !== draft.sent;
  const keep = async () => {
    const title = draft?.text.replaceAll(/\s+/g, ' ').trim();
    if (title === undefined || title === kept) return setDraft(undefined);
    const others = faq.titles.filter((one) => one.language.toLowerCase() !== language.toLowerCase());
    const sent = { text: title, before: kept, sent: title };
    setDraft(sent);
    const done = await change(faq, { titles: title === '' ? others : [...others, { language, title }] });
    // What has been typed since stays.
    if (done) setDraft((now) => (now === sent ? undefined : now && { ...now, before: title }));
  };
  return (
    <TextField
      label={words.titleIn(formats.languageName(language))}
      hint={
        isChanged ? (
          <span role="status" className="text-warn-ink">
            {words.titleChanged(kept)}
          </span>
        ) : (
          words.titleHint
        )
      }
      dir="auto"
      maxLength={MOST}
      placeholder={faq.title}
      value={draft?.text ?? kept}
      disabled={!can}
      onChange={(e) => setDraft({ before: kept, ...draft, text: e.target.value })}
      onBlur={() => void keep()}
      onKeyDown={(e) => {
        if (e.key === 'Enter') e.currentTarget.blur();
        if (e.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}
