import type { Field, FieldValue } from '@causerie/protocol';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Props = {
  field: Field;
  label: string;
  value: FieldValue | undefined;
  shown: string | null;
  onSave: (value: FieldValue | null) => Promise<void>;
};

/** A field whose values are chosen, not typed: one from a menu, several from a list. */
export function ChoiceLine(props: Props) {
  const { label } = props;
  return (
    <div className="grid min-h-8 grid-cols-[5.5rem_1fr] items-start">
      <dt className="truncate px-1.5 pt-1.5 text-xs leading-5 text-faint" title={label}>
        {label}
      </dt>
      <dd className="min-w-0">
        {props.field.type === 'choices' ? <SeveralChoices {...props} /> : <OneChoice {...props} />}
      </dd>
    </div>
  );
}

function OneChoice({ field, label, value, shown, onSave }: Props) {
  const words = useWords();
  const report = useReport();
  const save = (next: FieldValue | null) => void onSave(next).catch(report);
  const options: [FieldValue, string][] =
    field.type === 'boolean'
      ? [
          [true, words.fields.yes],
          [false, words.fields.no],
        ]
      : field.options.map((option) => [option, option]);
  return (
    <Menu trigger={<ValueButton label={label} shown={shown} />}>
      {options.map(([option, text]) => (
        <MenuItem key={text} checked={option === value} onSelect={() => save(option)}>
          {text}
        </MenuItem>
      ))}
      {!field.required && value !== undefined && (
        <>
          <MenuLine />
          <MenuItem onSelect={() => save(null)}>{words.fields.unset}</MenuItem>
        </>
      )}
    </Menu>
  );
}

function SeveralChoices({ field, label, value, shown, onSave }: Props) {
  const words = useWords();
  const report = useReport();
  const [open, setOpen] = useState(false);
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (option: string, on: boolean) => {
    // What was an option once is let go with the first change: the server takes today's options only.
    const next = field.options.filter((each) => (each === option ? on : chosen.includes(each)));
    void onSave(next.length > 0 ? next : null).catch(report);
  };
  return (
    <Popover
      label={label}
      side="bottom"
      open={open}
      onOpenChange={setOpen}
      trigger={<ValueButton label={label} shown={shown} />}
    >
      <fieldset className="flex max-h-72 w-56 flex-col overflow-y-auto p-1.5">
        <legend className="sr-only">{label}</legend>
        {field.options.map((option) => (
          <label
            key={option}
            className="flex min-h-8 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover max-md:min-h-10"
          >
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen.includes(option)}
              disabled={field.required && chosen.length === 1 && chosen[0] === option}
              onChange={(e) => toggle(option, e.target.checked)}
            />
            <span className="min-w-0 truncate">{option}</span>
          </label>
        ))}
        <Button size="sm" look="quiet" className="mt-1 self-end" onClick={() => setOpen(false)}>
          {words.common.close}
        </Button>
      </fieldset>
    </Popover>
  );
}

function ValueButton({ label, shown, ...rest }: { label: string; shown: string | null }) {
  const words = useWords().contact;
  return (
    <button
      type="button"
      {...rest}
      aria-label={shown ? `${words.edit(label)}: ${shown}` : words.add(label)}
      className={cx(
        'group flex min-h-8 w-full items-center gap-1 rounded-md px-1.5 text-start hover:bg-hover max-md:min-h-10',
        !shown && 'text-faint',
      )}
    >
      <span className="min-w-0 flex-1 truncate" title={shown ?? undefined}>
        {shown ?? '–'}
      </span>
      <ChevronDown
        className="size-3.5 shrink-0 text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        aria-hidden="true"
      />
    </button>
  );
}
