import type { FieldSubject, FieldType, FieldValue } from '@causerie/protocol';
import { useMemo } from 'react';
import type { Words } from '../words/en.ts';
import type { Formats } from '../words/formats.ts';
import { useFormats, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { fieldLabel } from './fieldLabel.ts';
import { useFields } from './useFields.ts';

/** How fields read, archived ones too: name and values in the reader's language. */
export function useFieldText(subject: FieldSubject) {
  const words = useWords();
  const formats = useFormats();
  const { language } = useLanguage();
  const fields = useFields();
  return useMemo(
    () => (key: string) => {
      const field = fields.find((each) => each.subject === subject && each.key === key);
      return {
        label: field ? fieldLabel(field, language) : key,
        shown: (value: FieldValue) => fieldText(field?.type ?? 'text', value, words, formats),
      };
    },
    [fields, subject, language, words, formats],
  );
}

/** A value as people read it. */
export function fieldText(type: FieldType, value: FieldValue, words: Words, formats: Formats): string {
  if (typeof value === 'boolean') return value ? words.fields.yes : words.fields.no;
  if (typeof value === 'number') return formats.number(value);
  if (Array.isArray(value)) return value.join(', ');
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return formats.date(new Date(`${value}T12:00:00`));
  return value;
}
