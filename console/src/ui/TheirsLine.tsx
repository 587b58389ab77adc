import { useWords } from '../words/WordsProvider.tsx';

/** What somebody else has made of a field that one is changing, empty for deleted; and the way to take that. */
export type Theirs = { text: string; onUse: () => void };

/** A quotation is to tell what is new, not to be read through. */
const LONGEST_QUOTE = 300;

/**
 * Stands in the same element as the field that it tells of, to which the focus goes when theirs is taken. `about`: which of several it
 * tells of.
 */
export function TheirsLine({ id, about, text, onUse }: Theirs & { id?: string; about?: string }) {
  const { common } = useWords();
  const quote = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return (
    <p id={id} role="status" className="text-xs break-words text-warn-ink">
      {about && <b>{about}: </b>}
      {common.meanwhile(quote)} {common.savingKeeps}{' '}
      <button
        type="button"
        className="rounded-sm font-medium underline underline-offset-2"
        onClick={(event) => {
          const around = event.currentTarget.parentElement?.parentElement;
          onUse();
          around?.querySelector<HTMLElement>('input, select, textarea')?.focus();
        }}
      >
        {common.useTheirs}
      </button>
    </p>
  );
}
