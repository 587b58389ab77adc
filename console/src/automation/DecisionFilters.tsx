import type { FaqDecisionsQuery } from '@causerie/protocol';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Props = {
  filter: FaqDecisionsQuery;
  titles: ReadonlyMap<string, string>;
  onFilter: (filter: FaqDecisionsQuery) => void;
};

/** Which decisions are shown. */
export function DecisionFilters({ filter, titles, onFilter }: Props) {
  const { automation, automationReports } = useWords();
  const words = automationReports.log;
  /** An empty choice is no filter. */
  const set = (part: Record<string, string>) =>
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
        value={filter.faqId ?? ''}
        options={choice(words.anyFaq, Object.fromEntries(byTitle))}
        onValue={(faqId) => set({ faqId })}
      />
      <TextField type="date" label={words.from} onChange={(e) => set({ from: instant(e.target.value, 0) })} />
      <TextField type="date" label={words.to} onChange={(e) => set({ to: instant(e.target.value, 1) })} />
    </div>
  );
}

/** Midnight on the reader's clock; `to` means until the end of that day. */
function instant(day: string, plusDays: number): string {
  if (!day) return '';
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays).toISOString();
}
