import type { Contact } from '@causerie/protocol';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { type ContactField, contactFields } from './contactFields.ts';
import { InlineField } from './InlineField.tsx';
import { usePatchContact } from './useContact.ts';

export function ContactFields({ contact }: { contact: Contact }) {
  const words = useWords().contact;
  const formats = useFormats();
  const patch = usePatchContact(contact.id);
  const shown = (field: ContactField, value: string) =>
    field === 'language'
      ? formats.languageName(value)
      : field === 'country'
        ? countryName(value, formats.regionName)
        : value;
  return (
    <dl className="-mx-1.5">
      {contactFields.map(({ field, type, isValid }) => (
        <InlineField
          key={field}
          label={words.fields[field]}
          type={type}
          value={contact[field]}
          shown={contact[field] ? shown(field, contact[field]) : null}
          check={(value) => (isValid(value) ? undefined : words.invalid[field as keyof typeof words.invalid])}
          onSave={(value) => patch({ [field]: value })}
        />
      ))}
    </dl>
  );
}

/** `FR` as the country's name; what was written out stays as it is. */
const countryName = (value: string, regionName: (code: string) => string) =>
  /^[A-Z]{2}$/.test(value) ? regionName(value) : value;
