import { Plus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { inputClass } from '../ui/Field.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import type { FilterProperty } from './useFilterProperties.ts';

type Props = {
  properties: FilterProperty[];
  onPick: (property: FilterProperty) => void;
  onGroup?: () => void;
  compact?: boolean;
};

/** Chooses a property by typing a part of its name; arrows and Enter, or a click. */
export function PropertyMenu({ properties, onPick, onGroup, compact }: Props) {
  const words = useWords().filters;
  const [open, setOpen] = useState(false);
  const pick = (property: FilterProperty) => {
    setOpen(false);
    onPick(property);
  };
  return (
    <Popover
      label={words.add}
      side="bottom"
      open={open}
      onOpenChange={setOpen}
      trigger={
        compact ? (
          <IconButton label={words.addToGroup} size="sm">
            <Plus className="size-3.5" />
          </IconButton>
        ) : (
          <Button size="sm" look="quiet">
            <Plus className="size-3.5" />
            {words.add}
          </Button>
        )
      }
    >
      <Choices
        properties={properties}
        onPick={pick}
        onGroup={
          onGroup &&
          (() => {
            setOpen(false);
            onGroup();
          })
        }
      />
    </Popover>
  );
}

function Choices({ properties, onPick, onGroup }: Omit<Props, 'compact'>) {
  const words = useWords().filters;
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = properties.filter((each) => simple(each.label).includes(simple(typed)));
  const move = (step: number) => setAt((found.length + at + step) % Math.max(1, found.length));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && found[at]) onPick(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex max-h-88 w-60 flex-col p-1.5">
      <input
        // biome-ignore lint/a11y/noAutofocus: the menu was opened to type into it
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="filter-properties"
        aria-activedescendant={found[at] && `filter-property-${at}`}
        aria-label={words.search}
        placeholder={words.search}
        value={typed}
        onChange={(e) => {
          setTyped(e.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className={`${inputClass} mb-1 h-8 shrink-0`}
      />
      <div id="filter-properties" role="listbox" aria-label={words.property} className="overflow-y-auto">
        {found.map((property, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
          <div
            key={property.name}
            id={`filter-property-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            ref={i === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => onPick(property)}
            onPointerMove={() => i !== at && setAt(i)}
            className={`flex min-h-7.5 cursor-pointer items-center gap-2 rounded-md px-2 text-sm max-md:min-h-10 ${i === at ? 'bg-hover' : ''}`}
          >
            <span className="min-w-0 flex-1 truncate">{property.label}</span>
            <span className="text-2xs text-faint">{words.subjects[property.subject]}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="px-2 py-2 text-xs text-faint">{words.nothing}</p>}
      {onGroup && (
        <Button size="sm" look="quiet" className="mt-1 justify-start!" onClick={onGroup}>
          <Plus className="size-3.5" />
          {words.addGroup}
        </Button>
      )}
    </div>
  );
}

/** Without case and accents. */
const simple = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
