import type { Import, ImportTarget } from '@causerie/protocol';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { fieldLabel } from '../fields/fieldLabel.ts';
import { useActiveFields } from '../fields/useFields.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useFormats, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { mappingProblem } from './mappingProblem.ts';

type Props = {
  job: Import;
  busy: boolean;
  error: string | undefined;
  onStart: (mapping: ImportTarget[]) => void;
};

/** What each column of a table becomes, guessed first, beside its first values. */
export function MappingForm({ job, busy, error, onStart }: Props) {
  const words = useWords();
  const { number } = useFormats();
  const { language } = useLanguage();
  const fields = useActiveFields('contact');
  const [mapping, setMapping] = useState<ImportTarget[]>(job.mapping);
  const targets = [
    { value: '', label: words.imports.map.nothing },
    ...Object.entries(words.imports.targets).map(([value, label]) => ({ value, label })),
    ...fields.map((field) => ({ value: `field.${field.key}`, label: fieldLabel(field, language) })),
  ];
  const problem = mappingProblem(mapping);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onStart(mapping);
      }}
    >
      <h3 className="text-sm font-medium">{words.imports.map.title}</h3>
      <p className="text-xs text-faint">{words.imports.map.how}</p>
      <div className="max-h-[45vh] overflow-auto rounded-md border border-line">
        <table className="w-full text-sm max-md:block">
          <thead className="sticky top-0 bg-raised text-start text-xs text-faint max-md:hidden">
            <tr>
              <th className="px-3 py-1.5 text-start font-medium">{words.imports.map.column}</th>
              <th className="px-3 py-1.5 text-start font-medium">{words.imports.map.samples}</th>
              <th className="w-48 px-3 py-1.5 text-start font-medium">{words.imports.map.becomes}</th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {job.columns.map((column, i) => (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; two may have one name
                key={i}
                className="border-t border-line align-middle max-md:block max-md:first:border-t-0 max-md:py-1.5"
              >
                <td className="max-w-40 truncate px-3 py-1.5 font-medium max-md:block max-md:max-w-none max-md:pb-0">
                  {column.name}
                </td>
                <td
                  className="max-w-52 truncate px-3 py-1.5 text-soft max-md:block max-md:max-w-none max-md:py-0 max-md:text-xs"
                  title={column.samples.join('\n')}
                >
                  {column.samples.filter(Boolean).slice(0, 3).join(' · ') || '–'}
                </td>
                <td className="px-3 py-1.5 max-md:block">
                  <SelectField
                    label={`${words.imports.map.becomes}: ${column.name}`}
                    hideLabel
                    value={mapping[i] ?? ''}
                    options={targets}
                    onValue={(value) => setMapping(mapping.with(i, value || null))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problem && <p className="text-xs text-warn-ink">{words.imports.map[problem]}</p>}
      <FormError text={error} />
      <Button type="submit" look="primary" className="self-end" busy={busy} disabled={problem !== undefined}>
        {words.imports.map.start(number(job.total))}
      </Button>
    </form>
  );
}
