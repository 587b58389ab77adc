import type { FilterTest } from '@causerie/protocol';
import { useState } from 'react';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { type SpanUnit, secondsOf, spanOf, spanUnits } from './properties.ts';
import type { FilterOption, FilterProperty } from './useFilterProperties.ts';

type Props = { test: FilterTest; property: FilterProperty; onChange: (test: FilterTest) => void };

/** The value of a condition, by what its property holds. */
export function ValueInput(props: Props) {
  const { test, property } = props;
  if (test.operator === 'within' || test.operator === 'longer_ago') return <SpanInput {...props} />;
  switch (property.type) {
    case 'flag':
      return <FlagInput {...props} />;
    case 'date':
      return <DayInput {...props} />;
    case 'number':
      return <NumberInput {...props} />;
    default:
      return property.options ? (
        <OptionsInput {...props} options={property.options} />
      ) : (
        <TextInput {...props} />
      );
  }
}

/** Without its value, so that an emptied one is not sent as an empty text. */
const withValue = (test: FilterTest, value: FilterTest['value']): FilterTest => ({
  property: test.property,
  operator: test.operator,
  ...(value !== undefined && value !== '' && { value }),
});

function TextInput({ test, property, onChange }: Props) {
  const words = useWords().filters;
  // A comma is part of a text that is searched for, and stands between several that are compared.
  const several = property.type === 'set' || test.operator === 'is' || test.operator === 'is_not';
  const [text, setText] = useState([test.value ?? ''].flat().join(', '));
  const partsOf = (written: string) =>
    (several ? written.split(',') : [written]).map((part) => part.trim()).filter(Boolean);
  const write = (written: string) => {
    setText(written);
    const parts = partsOf(written);
    onChange(withValue(test, parts.length > 1 ? parts.slice(0, 100) : parts[0]));
  };
  const chosen = partsOf(text);
  return (
    <>
      <TextField
        label={words.value}
        hideLabel
        autoFocus
        placeholder={words.value}
        hint={several ? words.several : undefined}
        value={text}
        onChange={(e) => write(e.target.value)}
      />
      {property.suggestions && (
        <div className="flex max-h-32 flex-wrap gap-1 overflow-y-auto">
          {property.suggestions
            .filter((each) => !chosen.includes(each))
            .map((each) => (
              <button
                key={each}
                type="button"
                className="rounded-sm bg-sunken px-1.5 py-0.5 text-xs text-ink hover:bg-hover max-md:px-2.5 max-md:py-2"
                onClick={() => write([...chosen, each].join(', '))}
              >
                {each}
              </button>
            ))}
        </div>
      )}
    </>
  );
}

function NumberInput({ test, onChange }: Props) {
  const words = useWords().filters;
  return (
    <TextField
      label={words.value}
      hideLabel
      autoFocus
      type="number"
      step="any"
      defaultValue={typeof test.value === 'number' ? test.value : ''}
      onChange={(e) => onChange(withValue(test, e.target.value === '' ? undefined : Number(e.target.value)))}
    />
  );
}

function DayInput({ test, onChange }: Props) {
  const words = useWords().filters;
  return (
    <TextField
      label={words.value}
      hideLabel
      type="date"
      value={typeof test.value === 'string' ? localDay(test.value) : ''}
      onChange={(e) =>
        onChange(withValue(test, e.target.value && new Date(`${e.target.value}T00:00:00`).toISOString()))
      }
    />
  );
}

/** An instant as the day it is here. */
function localDay(instant: string): string {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function SpanInput({ test, onChange }: Props) {
  const words = useWords().filters;
  const { count, unit } = spanOf(typeof test.value === 'number' ? test.value : 86_400);
  const set = (nextCount: number, nextUnit: SpanUnit) =>
    onChange(withValue(test, secondsOf(Math.max(1, nextCount || 1), nextUnit)));
  return (
    <div className="flex gap-2">
      <TextField
        label={words.value}
        hideLabel
        className="w-24"
        type="number"
        min={1}
        value={count}
        onChange={(e) => set(Number(e.target.value), unit)}
      />
      <SelectField
        label={words.unit}
        hideLabel
        className="flex-1"
        value={unit}
        options={spanUnits.map((each) => ({ value: each, label: words.units[each] }))}
        onValue={(next) => set(count, next as SpanUnit)}
      />
    </div>
  );
}

function FlagInput({ test, onChange }: Props) {
  const words = useWords().filters;
  return (
    <SelectField
      label={words.value}
      hideLabel
      value={String(test.value !== false)}
      options={[
        { value: 'true', label: words.yes },
        { value: 'false', label: words.no },
      ]}
      onValue={(next) => onChange(withValue(test, next === 'true'))}
    />
  );
}

function OptionsInput({ test, options, onChange }: Props & { options: FilterOption[] }) {
  const words = useWords().filters;
  const chosen = [test.value ?? []].flat().map(String);
  const gone = chosen.filter((each) => !options.some((option) => option.value === each));
  const toggle = (value: string, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((each) => each !== value);
    onChange(withValue(test, next.length > 0 ? next.slice(0, 100) : undefined));
  };
  return (
    <fieldset className="max-h-52 overflow-y-auto rounded-md border border-line p-1">
      <legend className="sr-only">{words.values}</legend>
      {[...options, ...gone.map((value) => ({ value, label: value }))].map((option) => (
        <label
          key={option.value}
          className="flex min-h-7.5 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover max-md:min-h-10"
        >
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={chosen.includes(option.value)}
            onChange={(e) => toggle(option.value, e.target.checked)}
          />
          <span className="min-w-0 truncate">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
