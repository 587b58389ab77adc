import type { Faq } from '@causerie/protocol';
import { useEffect, useState } from 'react';
import { useCan } from '../settings/useCan.ts';
import { TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useChangeFaq } from './useChangeFaq.ts';

/** As a title must fit on a button that a customer taps. */
const MOST = 80;

/** What customers who write in this language read when they are asked whether they mean the FAQ. Kept when the field is left. */
export function FaqTitleField({ faq, language }: { faq: Faq; language: string }) {
  const words = useWords().automation.editor;
  const formats = useFormats();
  const can = useCan('faqs.change');
  const change = useChangeFaq();
  const kept = faq.titles.find((one) => one.language.toLowerCase() === language.toLowerCase())?.title ?? '';
  const [typed, setTyped] = useState(kept);
  useEffect(() => setTyped(kept), [kept]);
  const keep = () => {
    const title = typed.replaceAll(/\s+/g, ' ').trim();
    if (title === kept) return setTyped(kept);
    const others = faq.titles.filter((one) => one.language.toLowerCase() !== language.toLowerCase());
    void change(faq, { titles: title === '' ? others : [...others, { language, title }] });
  };
  return (
    <TextField
      label={words.titleIn(formats.languageName(language))}
      hint={words.titleHint}
      dir="auto"
      maxLength={MOST}
      placeholder={faq.title}
      value={typed}
      disabled={!can}
      onChange={(e) => setTyped(e.target.value)}
      onBlur={keep}
      onKeyDown={(e) => {
        if (e.key === 'Enter') e.currentTarget.blur();
        if (e.key === 'Escape') setTyped(kept);
      }}
    />
  );
}
