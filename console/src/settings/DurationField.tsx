import { useState } from 'react';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Unit = 'minutes' | 'hours' | 'days';
const sizes: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 };

/** The largest unit in which the minutes are a whole number. */
export function unitOf(minutes: number): Unit {
  return minutes % sizes.days === 0 ? 'days' : minutes % sizes.hours === 0 ? 'hours' : 'minutes';
}

type Props = { label: string; value: number | null; onValue: (minutes: number | null) => void };

/** A time in minutes, hours or days; empty means none. */
export function DurationField({ label, value, onValue }: Props) {
  const words = useWords().sla.settings;
  const [unit, setUnit] = useState<Unit>(value === null ? 'hours' : unitOf(value));
  const [text, setText] = useState(value === null ? '' : String(value / sizes[unit]));
  const set = (nextText: string, nextUnit: Unit) => {
    setText(nextText);
    setUnit(nextUnit);
    const number = Number(nextText);
    const minutes = Math.round(number * sizes[nextUnit]);
    onValue(nextText.trim() !== '' && minutes > 0 ? Math.min(minutes, 525_600) : null);
  };
  return (
    <div className="flex items-end gap-2">
      <TextField
        type="number"
        min={0}
        step="any"
        className="flex-1"
        label={label}
        placeholder={words.nothing}
        value={text}
        onChange={(e) => set(e.target.value, unit)}
      />
      <SelectField
        hideLabel
        className="w-32"
        label={words.unit(label)}
        value={unit}
        options={(Object.keys(sizes) as Unit[]).map((u) => ({ value: u, label: words.units[u] }))}
        onValue={(next) => set(text, next as Unit)}
      />
    </div>
  );
}
