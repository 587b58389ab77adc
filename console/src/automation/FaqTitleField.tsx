import type { Faq } from '@causerie/protocol';
import { useCan } from '../settings/useCan.ts';
import { TextField } from '../ui/Field.tsx';
import { useDraft } from '../ui/useDraft.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useChangeFaq } from './useChangeFaq.ts';

/** As a title must fit on a button that a customer taps. */
const MOST = 80;

/**
 * What customers who write in this language read when they are asked whether they mean the FAQ. Kept when the field is left. What somebody
 * else makes of it meanwhile is told below and does not replace what is typed.
 */
export function FaqTitleField({ faq, language }: { faq: Faq; language: string }) {
  const { automation, common } = useWords();
  const words = automation.editor;
  const formats = useFormats();
  const can = useCan('faqs.change');
  const change = useChangeFaq();
  const kept = faq.titles.find((one) => one.language.toLowerCase() === language.toLowerCase())?.title ?? '';
  const draft = useDraft({ title: kept });
  const keep = () => {
    const title = draft.shown.title.replaceAll(/\s+/g, ' ').trim();
    if (title === kept) return draft.clear();
    const others = faq.titles.filter((one) => one.language.toLowerCase() !== language.toLowerCase());
    const titles = title === '' ? others : [...others, { language, title }];
    void draft.save(async () => ((await change(faq, { titles })) ? { title } : undefined));
  };
  return (
    <TextField
      label={words.titleIn(formats.languageName(language))}
      hint={
        draft.contested.length > 0 ? (
          <span role="status" className="text-warn-ink">
            {common.meanwhile(kept)} {words.titleKeeps}
          </span>
        ) : (
          words.titleHint
        )
      }
      dir="auto"
      maxLength={MOST}
      placeholder={faq.title}
      value={draft.shown.title}
      disabled={!can}
      onChange={(e) => draft.set({ title: e.target.value })}
      onBlur={keep}
      onKeyDown={(e) => {
        if (e.key === 'Enter') e.currentTarget.blur();
        if (e.key === 'Escape') draft.clear();
      }}
    />
  );
}
