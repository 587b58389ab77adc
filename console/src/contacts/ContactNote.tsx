import type { Contact } from '@causerie/protocol';
import { useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { usePatchContact } from './useContact.ts';

/** What colleagues should know of this person; saved when the field is left. */
export function ContactNote({ contact }: { contact: Contact }) {
  const words = useWords();
  const patch = usePatchContact(contact.id);
  const [draft, setDraft] = useState<string>();
  const [state, setState] = useState<string>();
  const save = async () => {
    if (draft === undefined || draft.trim() === (contact.note ?? '')) return;
    try {
      await patch({ note: draft.trim() || null });
      setDraft(undefined);
      setState(words.contact.noteSaved);
    } catch (thrown) {
      setState(errorText(words, toAppError(thrown)));
    }
  };
  return (
    <>
      <textarea
        aria-label={words.contact.note}
        placeholder={words.contact.notePlaceholder}
        rows={2}
        value={draft ?? contact.note ?? ''}
        onChange={(e) => {
          setDraft(e.target.value);
          setState(undefined);
        }}
        onBlur={() => void save()}
        className="block w-full resize-y rounded-md border border-note-line bg-note px-2 py-1.5 text-sm leading-5 text-note-ink placeholder:text-note-ink/80 focus-visible:outline-accent"
      />
      <p role="status" className="text-xs text-faint">
        {state}
      </p>
    </>
  );
}
