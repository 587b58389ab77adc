import type { Field, FieldValue } from '@causerie/protocol';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';
import { fieldLabel } from './fieldLabel.ts';
import { parseFieldText, writtenField } from './parseFieldText.ts';

type Props = {
  field: Field;
  value: FieldValue | null;
  onChange: (value: FieldValue | null) => void;
  /** In a dialog: where one begins. */
  autoFocus?: boolean;
};

/** A custom field in a form. */
export function FieldInput({ field, value, onChange, autoFocus }: Props) {
  const words = useWords().fields;
  const { language } = useLanguage();
  const label = fieldLabel(field, language);
  if (field.type === 'boolean' || field.type === 'choice') {
    const options =
      field.type === 'boolean'
        ? [
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]
        : field.options.map((option) => ({ value: option, label: option }));
    return (
      <SelectField
        label={label}
        required={field.required}
        autoFocus={autoFocus}
        value={value === null ? '' : String(value)}
        options={[{ value: '', label: '–' }, ...options]}
        onValue={(next) => onChange(next === '' ? null : field.type === 'boolean' ? next === 'true' : next)}
      />
    );
  }
  if (field.type === 'choices') {
    const chosen = Array.isArray(value) ? value : [];
    const toggle = (option: string, on: boolean) => {
      const next = field.options.filter((each) => (each === option ? on : chosen.includes(each)));
      onChange(next.length > 0 ? next : null);
    };
    return (
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="mb-1 text-sm font-medium">{label}</legend>
        {field.options.map((option, i) => (
          <label key={option} className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              // biome-ignore lint/a11y/noAutofocus: in a dialog, where whoever opens it begins
              autoFocus={autoFocus && i === 0}
              className="size-4 accent-accent"
              checked={chosen.includes(option)}
              onChange={(e) => toggle(option, e.target.checked)}
            />
            {option}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <TextField
      label={label}
      required={field.required}
      autoFocus={autoFocus}
      type={types[field.type] ?? 'text'}
      defaultValue={value === null ? '' : writtenField(value)}
      onChange={(e) => {
        const parsed = parseFieldText(field, e.target.value);
        onChange(e.target.value.trim() !== '' && 'value' in parsed ? parsed.value : null);
      }}
    />
  );
}

const types: Partial<Record<Field['type'], string>> = {
  email: 'email',
  phone: 'tel',
  date: 'date',
  url: 'url',
};
