import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { cx } from '../ui/cx.ts';
import { inputClass } from '../ui/Field.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

type Props = {
  label: string;
  type: 'text' | 'email' | 'tel';
  value: string | null;
  /** The value as it is read; `value` is as it is written. */
  shown: string | null;
  check: (value: string) => string | undefined;
  onSave: (value: string | null) => Promise<void>;
};

/** A value that becomes a field when clicked. Enter and leaving save, Escape takes it back; an error keeps what was typed. */
export function InlineField({ label, type, value, shown, check, onSave }: Props) {
  const words = useWords();
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);
  useEffect(() => {
    if (draft === undefined && returning.current) button.current?.focus();
    returning.current = false;
  }, [draft]);

  const save = async () => {
    if (draft === undefined) return;
    const next = draft.trim() || null;
    if (next === value) return close();
    const wrong = next ? check(next) : undefined;
    if (wrong) return setError(wrong);
    setDraft(undefined);
    setError(undefined);
    await onSave(next).catch((thrown) => {
      setDraft(next ?? '');
      setError(errorText(words, toAppError(thrown)));
    });
  };
  const close = () => {
    setDraft(undefined);
    setError(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    returning.current = true;
    if (event.key === 'Enter') void save();
    else close();
  };

  return (
    <div className="grid min-h-8 grid-cols-[5.5rem_1fr] items-start">
      <dt className="px-1.5 pt-1.5 text-xs leading-5 text-faint">{label}</dt>
      <dd className="min-w-0">
        {draft === undefined ? (
          <button
            ref={button}
            type="button"
            aria-label={value ? `${words.contact.edit(label)}: ${shown}` : words.contact.add(label)}
            onClick={() => setDraft(value ?? '')}
            className={cx(
              'group flex min-h-8 w-full items-center gap-1 rounded-md px-1.5 text-start hover:bg-hover max-md:min-h-10',
              !value && 'text-faint',
            )}
          >
            <span className="min-w-0 flex-1 truncate" title={shown ?? undefined}>
              {shown ?? '–'}
            </span>
            <Pencil
              className="size-3 shrink-0 text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
              aria-hidden="true"
            />
          </button>
        ) : (
          <>
            <input
              // biome-ignore lint/a11y/noAutofocus: the click on the value asked for it
              autoFocus
              type={type}
              aria-label={label}
              aria-invalid={error ? true : undefined}
              value={draft}
              onChange={(e) => setDraft(e.target.value)}
              onKeyDown={onKeyDown}
              onBlur={() => void save()}
              className={cx(inputClass, 'h-8 px-1.5')}
            />
            {error && (
              <p role="alert" className="px-1.5 py-1 text-xs text-bad-ink">
                {error}
              </p>
            )}
          </>
        )}
      </dd>
    </div>
  );
}
