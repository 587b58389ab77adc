import { Pencil } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { cx } from '../ui/cx.ts';
import { inputClass } from '../ui/Field.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

type Props = {
  label: string;
  type: 'text' | 'email' | 'tel' | 'date' | 'url';
  value: string | null;
  /** The value as it is read; `value` is as it is written. */
  shown: string | null;
  /** Why it cannot be emptied, where it cannot. */
  emptied?: string | undefined;
  check: (value: string) => string | undefined;
  onSave: (value: string | null) => Promise<void>;
};

/** A value that becomes a field when clicked. Enter and leaving save, Escape takes it back; an error keeps what was typed. */
export function InlineField(props: Props) {
  const { label, value } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [failed, setFailed] = useState<{ draft: string; error: string }>();
  const [editing, setEditing] = useState(false);
  const returning = useRef(false);
  useEffect(() => {
    if (!editing && returning.current) button.current?.focus();
    returning.current = false;
  }, [editing]);
  const open = editing || failed;
  return (
    <div className="grid min-h-8 grid-cols-[5.5rem_1fr] items-start">
      <dt className="truncate px-1.5 pt-1.5 text-xs leading-5 text-faint" title={label}>
        {label}
      </dt>
      <dd className="min-w-0">
        {open ? (
          <Editor
            {...props}
            first={failed?.draft ?? value ?? ''}
            failure={failed?.error}
            onDone={(byKey) => {
              returning.current = byKey;
              setFailed(undefined);
              setEditing(false);
            }}
            onFailed={(draft, error) => setFailed({ draft, error })}
          />
        ) : (
          <Value {...props} button={button} onEdit={() => setEditing(true)} />
        )}
      </dd>
    </div>
  );
}

type ValueProps = Props & { button: Ref<HTMLButtonElement>; onEdit: () => void };

function Value({ label, value, shown, button, onEdit }: ValueProps) {
  const words = useWords().contact;
  return (
    <button
      ref={button}
      type="button"
      aria-label={value ? `${words.edit(label)}: ${shown}` : words.add(label)}
      onClick={onEdit}
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
  );
}

type EditorProps = Props & {
  first: string;
  failure: string | undefined;
  /** `byKey`: the focus goes back to the value. */
  onDone: (byKey: boolean) => void;
  onFailed: (draft: string, error: string) => void;
};

function Editor(props: EditorProps) {
  const { label, type, value, first, failure, emptied, check, onSave, onDone, onFailed } = props;
  const words = useWords();
  const [draft, setDraft] = useState(first);
  const [error, setError] = useState(failure);
  // Taking the field away blurs it once more: what is decided is decided once.
  const decided = useRef(false);
  const save = (byKey: boolean) => {
    if (decided.current) return;
    const next = draft.trim() || null;
    const wrong = next === value ? undefined : next ? check(next) : emptied;
    if (wrong) return setError(wrong);
    decided.current = true;
    onDone(byKey);
    if (next === value) return;
    onSave(next).catch((thrown) => onFailed(draft, errorText(words, toAppError(thrown))));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') return save(true);
    decided.current = true;
    onDone(true);
  };
  return (
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
        onBlur={() => save(false)}
        className={cx(inputClass, 'h-8 px-1.5')}
      />
      {error && (
        <p role="alert" className="px-1.5 py-1 text-xs text-bad-ink">
          {error}
        </p>
      )}
    </>
  );
}
