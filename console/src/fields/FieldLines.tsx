import type { Field, FieldSubject, FieldsPatch, FieldValue, FieldValues } from '@causerie/protocol';
import { InlineField } from '../contacts/InlineField.tsx';
import { useFormats, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { ChoiceLine } from './ChoiceLine.tsx';
import { fieldLabel } from './fieldLabel.ts';
import { parseFieldText, writtenField } from './parseFieldText.ts';
import { useActiveFields } from './useFields.ts';
import { fieldText } from './useFieldText.ts';

type Props = {
  subject: FieldSubject;
  values: FieldValues;
  onSave: (patch: FieldsPatch) => Promise<void>;
};

/** The workspace's own fields of a contact or conversation, each edited in its place. Nothing where there are none. */
export function FieldLines({ subject, values, onSave }: Props) {
  const fields = useActiveFields(subject);
  return (
    <dl className="-mx-1.5">
      {fields.map((field) => (
        <FieldLine key={field.id} field={field} value={values[field.key]} onSave={onSave} />
      ))}
    </dl>
  );
}

type LineProps = { field: Field; value: FieldValue | undefined; onSave: Props['onSave'] };

function FieldLine({ field, value, onSave }: LineProps) {
  const words = useWords();
  const formats = useFormats();
  const { language } = useLanguage();
  const label = fieldLabel(field, language);
  const shown = value === undefined ? null : fieldText(field.type, value, words, formats);
  if (field.type === 'boolean' || field.type === 'choice' || field.type === 'choices') {
    return (
      <ChoiceLine
        field={field}
        label={label}
        value={value}
        shown={shown}
        onSave={(next) => onSave({ [field.key]: next })}
      />
    );
  }
  return (
    <InlineField
      label={label}
      type={inputTypes[field.type] ?? 'text'}
      value={value === undefined ? null : writtenField(value)}
      shown={shown}
      emptied={field.required && value !== undefined ? words.fields.invalid.required : undefined}
      check={(text) =>
        'problem' in parseFieldText(field, text) ? invalid(field, words.fields.invalid) : undefined
      }
      onSave={async (text) => {
        const parsed = text === null ? { value: null } : parseFieldText(field, text);
        if ('value' in parsed) await onSave({ [field.key]: parsed.value });
      }}
    />
  );
}

const inputTypes: Partial<Record<Field['type'], 'text' | 'email' | 'tel' | 'date' | 'url'>> = {
  email: 'email',
  phone: 'tel',
  date: 'date',
  url: 'url',
};

const invalid = (field: Field, words: Record<string, string>): string => words[field.type] ?? words.text!;
