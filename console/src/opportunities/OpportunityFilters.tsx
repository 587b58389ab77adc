import type { Opportunity } from '@causerie/protocol';
import { SelectField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { stateOf } from './useOpportunities.ts';

export type OpportunityFilter = { state?: string; language?: string };

/** Without a filter: what is left to do, and what was made of the others; what was dismissed stays out of sight. */
export function filterOpportunities(
  items: Opportunity[],
  { state, language }: OpportunityFilter,
): Opportunity[] {
  return items.filter((item) => {
    const its = stateOf(item);
    const isShown =
      state === 'all' ||
      (state === 'dismissed' && its === 'dismissed') ||
      (state === 'drafted' && (its === 'faq' || its === 'snippet')) ||
      (state === 'open' && its === 'open') ||
      (!state && its !== 'dismissed');
    return isShown && (!language || item.language === language);
  });
}

type Props = {
  items: Opportunity[];
  filter: OpportunityFilter;
  onFilter: (filter: OpportunityFilter) => void;
};

/** Which ones are shown: by what became of them, by language. */
export function OpportunityFilters({ items, filter, onFilter }: Props) {
  const words = useWords().opportunities;
  const formats = useFormats();
  const set = (part: OpportunityFilter) =>
    onFilter(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)));
  const languages = [...new Set(items.map((item) => item.language))];
  return (
    <div className="grid grid-cols-2 gap-2 md:w-96">
      <SelectField
        hideLabel
        label={words.filter.state}
        value={filter.state ?? ''}
        options={[
          { value: '', label: words.filter.kept },
          ...Object.entries(words.filter.states).map(([value, label]) => ({ value, label })),
        ]}
        onValue={(state) => set({ state })}
      />
      <SelectField
        hideLabel
        label={words.start.language}
        value={filter.language ?? ''}
        options={[
          { value: '', label: words.start.anyLanguage },
          ...languages
            .map((tag) => ({ value: tag, label: formats.languageName(tag) }))
            .toSorted((a, b) => a.label.localeCompare(b.label, formats.locale)),
        ]}
        onValue={(language) => set({ language })}
      />
    </div>
  );
}
