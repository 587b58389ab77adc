import { ArrowDownWideNarrow, ArrowUpNarrowWide, Search } from 'lucide-react';
import { useCan } from '../settings/useCan.ts';
import { useAddressField } from '../shell/useAddressField.ts';
import { answerLanguages } from '../snippets/answerLanguages.ts';
import { IconButton } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { type FaqSort, faqSorts, isFigure, usualOrder } from './sortFaqs.ts';
import type { FaqListSearch } from './useFaqList.ts';

type Props = { filter: FaqListSearch; onFilter: (filter: FaqListSearch) => void };

/** Which FAQs are shown: by title, stage, cost, language; and in which order. */
export function FaqFilters({ filter, onFilter }: Props) {
  const words = useWords().automation;
  const formats = useFormats();
  const set = (part: FaqListSearch) =>
    onFilter(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)));
  const choice = (any: string, names: Record<string, string>) => [
    { value: '', label: any },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ];
  return (
    <div className="grid grid-cols-6 gap-2 lg:grid-cols-[minmax(10rem,1fr)_14rem_8.5rem_8.5rem_9.5rem]">
      <div className="relative col-span-6 md:col-span-3 lg:col-auto">
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
          {...useAddressField(filter.q, (q) => set({ q }))}
        />
      </div>
      <Sorting search={filter} onSort={(sort, order) => onFilter({ ...filter, sort, order })} />
      <SelectField
        hideLabel
        className="col-span-3 md:col-span-2 lg:col-auto"
        label={words.list.stage}
        value={filter.stage ?? ''}
        options={choice(words.list.anyStage, words.stages)}
        onValue={(stage) => set({ stage })}
      />
      <SelectField
        hideLabel
        className="col-span-3 md:col-span-2 lg:col-auto"
        label={words.list.cost}
        value={filter.cost ?? ''}
        options={choice(words.list.anyCost, words.costs)}
        onValue={(cost) => set({ cost })}
      />
      <SelectField
        hideLabel
        className="col-span-6 md:col-span-2 lg:col-auto"
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

type SortingProps = {
  search: FaqListSearch;
  onSort: (sort: FaqListSearch['sort'], order: FaqListSearch['order']) => void;
};

/** What the list is sorted by, and a button that turns it round. */
function Sorting({ search: { sort, order }, onSort }: SortingProps) {
  const words = useWords().automation.list;
  const can = useCan('reports.read');
  const known = faqSorts.filter((one) => can || !isFigure(one));
  const now = sort && (order ?? usualOrder(sort));
  return (
    <div className="col-span-6 flex gap-1 md:col-span-3 lg:col-auto">
      <SelectField
        hideLabel
        className="min-w-0 flex-1"
        label={words.sort}
        value={sort ?? ''}
        options={[
          { value: '', label: words.asMade },
          ...known.map((value) => ({ value, label: words.sorts[value] })),
        ]}
        onValue={(value) => onSort((value || undefined) as FaqSort | undefined, undefined)}
      />
      {sort && (
        <IconButton
          label={now === 'asc' ? words.descending : words.ascending}
          onClick={() => onSort(sort, now === 'asc' ? 'desc' : 'asc')}
        >
          {now === 'asc' ? (
            <ArrowUpNarrowWide className="size-4" />
          ) : (
            <ArrowDownWideNarrow className="size-4" />
          )}
        </IconButton>
      )}
    </div>
  );
}
