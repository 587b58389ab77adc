import { Search } from 'lucide-react';
import type { FaqFilter } from '../api/automation.ts';
import { answerLanguages } from '../snippets/answerLanguages.ts';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type Props = { filter: FaqFilter; onFilter: (filter: FaqFilter) => void };

/** Which FAQs are shown: by title, stage, cost, language. */
export function FaqFilters({ filter, onFilter }: Props) {
  const words = useWords().automation;
  const formats = useFormats();
  const set = (part: FaqFilter) =>
    onFilter(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)));
  const choice = (any: string, names: Record<string, string>) => [
    { value: '', label: any },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ];
  return (
    <div className="grid grid-cols-2 gap-2 md:grid-cols-[minmax(12rem,1fr)_9.5rem_9.5rem_10.5rem]">
      <div className="relative max-md:col-span-2">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-faint"
        />
        <TextField
          hideLabel
          type="search"
          maxLength={80}
          label={words.list.search}
          placeholder={words.list.search}
          value={filter.q ?? ''}
          onChange={(e) => set({ q: e.target.value })}
        />
      </div>
      <SelectField
        hideLabel
        label={words.list.stage}
        value={filter.stage ?? ''}
        options={choice(words.list.anyStage, words.stages)}
        onValue={(stage) => set({ stage })}
      />
      <SelectField
        hideLabel
        label={words.list.cost}
        value={filter.cost ?? ''}
        options={choice(words.list.anyCost, words.costs)}
        onValue={(cost) => set({ cost })}
      />
      <SelectField
        hideLabel
        className="max-md:col-span-2"
        label={words.list.language}
        value={filter.language ?? ''}
        options={choice(
          words.list.anyLanguage,
          Object.fromEntries(answerLanguages.map((tag) => [tag, formats.languageName(tag)])),
        )}
        onValue={(language) => set({ language })}
      />
    </div>
  );
}
