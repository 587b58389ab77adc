import { useAddressField } from '../shell/useAddressField.ts';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import type { DecisionsSearch } from './decisionsAsked.ts';

type Props = {
  filter: DecisionsSearch;
  titles: ReadonlyMap<string, string>;
  onFilter: (filter: DecisionsSearch) => void;
};

/** Which decisions are shown. */
export function DecisionFilters({ filter, titles, onFilter }: Props) {
  const { automation, automationReports } = useWords();
  const words = automationReports.log;
  /** An empty choice is no filter. */
  const set = (part: DecisionsSearch) =>
    onFilter(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)));
  const choice = (any: string, names: Record<string, string>) => [
    { value: '', label: any },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ];
  const byTitle = [...titles].toSorted(([, a], [, b]) => a.localeCompare(b));
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-6">
      <SelectField
        label={words.mode}
        value={filter.mode ?? ''}
        options={choice(words.anyMode, words.modes)}
        onValue={(mode) => set({ mode })}
      />
      <SelectField
        label={words.decision}
        value={filter.decision ?? ''}
        options={choice(words.anyDecision, automation.decisions)}
        onValue={(decision) => set({ decision })}
      />
      <SelectField
        label={words.outcome}
        value={filter.outcome ?? ''}
        options={choice(words.anyOutcome, words.outcomes)}
        onValue={(outcome) => set({ outcome })}
      />
      <SelectField
        label={words.faq}
        value={filter.faq ?? ''}
        options={choice(words.anyFaq, Object.fromEntries(byTitle))}
        onValue={(faq) => set({ faq })}
      />
      <DayField label={words.from} value={filter.from} onDay={(from) => set({ from })} />
      <DayField label={words.to} value={filter.to} onDay={(to) => set({ to })} />
    </div>
  );
}

type DayProps = { label: string; value: string | undefined; onDay: (day: string) => void };

function DayField({ label, value, onDay }: DayProps) {
  return <TextField type="date" label={label} {...useAddressField(value, onDay)} />;
}
