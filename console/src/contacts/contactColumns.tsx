import type { Contact, ContactSort } from '@causerie/protocol';
import { useMemo } from 'react';
import { useActiveFields } from '../fields/useFields.ts';
import { useFieldText } from '../fields/useFieldText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

/** A column of the list beside the name: its heading, what it shows, and the order it can be sorted by. */
export type ContactColumn = {
  id: string;
  label: string;
  sort?: ContactSort;
  text: (contact: Contact) => string | null;
};

/** Every column there is: the profile's, then the workspace's own fields. */
export function useContactColumns(): ContactColumn[] {
  const words = useWords().contacts.column;
  const formats = useFormats();
  const fields = useActiveFields('contact');
  const fieldText = useFieldText('contact');
  return useMemo(() => {
    const date = (at: string) => formats.date(new Date(at));
    const builtIn: ContactColumn[] = [
      { id: 'email', label: words.email, sort: 'email', text: (c) => c.email },
      { id: 'phone', label: words.phone, text: (c) => c.phone },
      { id: 'company', label: words.company, sort: 'company', text: (c) => c.company },
      { id: 'city', label: words.city, text: (c) => c.city },
      {
        id: 'country',
        label: words.country,
        text: (c) => c.country && (/^[A-Z]{2}$/.test(c.country) ? formats.regionName(c.country) : c.country),
      },
      {
        id: 'language',
        label: words.language,
        text: (c) => c.language && formats.languageName(c.language),
      },
      { id: 'first_seen', label: words.first_seen, sort: 'first_seen', text: (c) => date(c.firstSeenAt) },
      { id: 'last_seen', label: words.last_seen, sort: 'last_seen', text: (c) => date(c.lastSeenAt) },
    ];
    const own = fields.map((field): ContactColumn => {
      const { label, shown } = fieldText(field.key);
      return {
        id: `field.${field.key}`,
        label,
        text: (c) => {
          const value = c.fields[field.key];
          return value === undefined ? null : shown(value);
        },
      };
    });
    return [...builtIn, ...own];
  }, [words, formats, fields, fieldText]);
}
