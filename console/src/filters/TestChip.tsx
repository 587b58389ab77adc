import type { FilterOperator, FilterTest } from '@causerie/protocol';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { ChipRemove } from '../ui/ChipRemove.tsx';
import { cx } from '../ui/cx.ts';
import { SelectField } from '../ui/Field.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { describeTest } from './describeTest.ts';
import { isComplete, operatorsOf, withOperator } from './properties.ts';
import type { FilterProperty } from './useFilterProperties.ts';
import { ValueInput } from './ValueInput.tsx';

type Props = {
  test: FilterTest;
  properties: FilterProperty[];
  /** Just added: it opens at once, to be given its value. */
  startOpen: boolean;
  onChange: (test: FilterTest | undefined) => void;
};

/** One condition: says what it asks, opens to be changed, takes itself away. */
export function TestChip({ test, properties, startOpen, onChange }: Props) {
  const words = useWords().filters;
  const formats = useFormats();
  const [open, setOpen] = useState(startOpen);
  const property = properties.find((each) => each.name === test.property);
  const text = describeTest(test, property, words, formats);
  return (
    <span
      className={cx(
        'inline-flex h-6.5 max-w-80 items-center rounded-full text-xs font-medium max-md:h-9',
        isComplete(test) ? 'bg-accent-soft text-accent-ink' : 'bg-warn-soft text-warn-ink',
      )}
    >
      <Popover
        label={words.change(text)}
        side="bottom"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            aria-label={words.change(text)}
            className="min-w-0 truncate rounded-s-full py-1 ps-2.5"
          >
            {text}
          </button>
        }
      >
        {property ? (
          <Editor test={test} property={property} onChange={onChange} onDone={() => setOpen(false)} />
        ) : (
          <p className="p-3 text-sm text-soft">{words.nothing}</p>
        )}
      </Popover>
      <ChipRemove label={words.remove(text)} onRemove={() => onChange(undefined)} />
    </span>
  );
}

type EditorProps = {
  test: FilterTest;
  property: FilterProperty;
  onChange: (test: FilterTest) => void;
  onDone: () => void;
};

function Editor({ test, property, onChange, onDone }: EditorProps) {
  const words = useWords().filters;
  const wantsValue = test.operator !== 'known' && test.operator !== 'unknown';
  return (
    <form
      className="flex w-72 flex-col gap-2.5 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <p className="text-xs font-medium text-faint">{property.label}</p>
      {operatorsOf[property.type].length > 1 && (
        <SelectField
          label={words.operator}
          hideLabel
          value={test.operator}
          options={operatorsOf[property.type].map((each) => ({ value: each, label: words.operators[each] }))}
          onValue={(next) => onChange(withOperator(test, next as FilterOperator, property.type))}
        />
      )}
      {wantsValue && <ValueInput test={test} property={property} onChange={onChange} />}
      <Button type="submit" size="sm" look="primary" className="self-end">
        {words.done}
      </Button>
    </form>
  );
}
