import { Check, Plus } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useRows } from '../conversations/useRows.ts';
import { cx } from '../ui/cx.ts';
import { inputClass } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { hueOf, useLabels } from './useLabels.ts';

type Props = {
  /** Those that are set; for several conversations those that all of them have. */
  chosen: readonly string[];
  onToggle: (name: string, add: boolean) => void;
};

const MOST_SHOWN = 50;

/** Find, set and take away labels without leaving the keyboard; what is not in the list may be typed, if it may. */
export function LabelPicker({ chosen, onToggle }: Props) {
  const words = useWords().desk.labels;
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const { free } = useLabels();
  const options = useOptions(query, chosen);
  const typed = query.trim();
  const fresh = free && typed !== '' && !options.some(({ name }) => name === typed) ? typed : undefined;
  const count = options.length + (fresh ? 1 : 0);
  const current = Math.min(at, count - 1);
  const toggle = (name: string) => {
    onToggle(name, !chosen.includes(name));
    setQuery('');
  };
  const choose = (index: number) => {
    const option = options[index];
    if (option) toggle(option.name);
    else if (fresh) toggle(fresh);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((current + step + count) % Math.max(count, 1));
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  };
  const optionClass = (index: number) =>
    cx(
      'flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-start text-sm max-md:min-h-10',
      index === current && 'bg-hover',
    );
  return (
    <div className="w-64">
      <div className="p-2">
        <input
          // biome-ignore lint/a11y/noAutofocus: the picker was opened to type here
          autoFocus
          role="combobox"
          aria-label={words.find}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={count > 0 ? `${listId}-${current}` : undefined}
          placeholder={words.find}
          maxLength={50}
          value={query}
          onChange={(e) => {
            setQuery(e.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className={cx(inputClass, 'h-8.5')}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-multiselectable="true"
        aria-label={words.title}
        className="max-h-64 overflow-y-auto px-1 pb-1"
      >
        {options.map(({ name, colour, description }, index) => (
          <div
            key={name}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(name)}
            title={description}
            className={optionClass(index)}
            onMouseMove={() => setAt(index)}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => toggle(name)}
            onKeyDown={onKeyDown}
          >
            <span
              aria-hidden="true"
              data-hue={colour && hueOf(colour)}
              className="size-2.5 shrink-0 rounded-full border border-line-strong/40"
            />
            <span className="min-w-0 flex-1 truncate" dir="auto">
              {name}
            </span>
            {chosen.includes(name) && <Check className="size-4 text-accent-ink" aria-hidden="true" />}
          </div>
        ))}
        {fresh && (
          <div
            id={`${listId}-${options.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={false}
            className={optionClass(options.length)}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => toggle(fresh)}
            onKeyDown={onKeyDown}
          >
            <Plus className="size-4 text-faint" aria-hidden="true" />
            <span className="truncate">{words.make(fresh)}</span>
          </div>
        )}
      </div>
      {count === 0 && <p className="px-3 pb-3 text-xs text-faint">{typed ? words.unknown : words.none}</p>}
    </div>
  );
}

/** Kept labels first, then what conversations at hand carry. */
function useOptions(query: string, chosen: readonly string[]) {
  const { items } = useLabels();
  const rows = useRows();
  return useMemo(() => {
    const kept = new Map(items.map((label) => [label.name, label]));
    const others = new Set(chosen);
    for (const row of rows.conversations.values()) for (const label of row.labels) others.add(label);
    const all = [
      ...items.map(({ name, colour, description }) => ({ name, colour, description })),
      ...[...others]
        .filter((name) => !kept.has(name))
        .sort((a, b) => a.localeCompare(b))
        .map((name) => ({ name, colour: undefined, description: undefined })),
    ];
    const sought = query.trim().toLowerCase();
    return all.filter(({ name }) => name.toLowerCase().includes(sought)).slice(0, MOST_SHOWN);
  }, [items, rows.conversations, chosen, query]);
}
