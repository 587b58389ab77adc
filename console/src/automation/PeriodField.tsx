import { SelectField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** The last week, month or quarter. */
export function PeriodField({ days, onDays }: { days: number; onDays: (days: number) => void }) {
  const words = useWords().automationReports;
  return (
    <SelectField
      hideLabel
      className="w-40"
      label={words.period}
      value={String(days)}
      options={Object.entries(words.days).map(([value, label]) => ({ value, label }))}
      onValue={(value) => onDays(Number(value))}
    />
  );
}
