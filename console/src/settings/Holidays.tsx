import type { OpeningHours } from '@causerie/protocol';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type Holiday = OpeningHours['holidays'][number];
type Props = { holidays: Holiday[]; onHolidays: (holidays: Holiday[]) => void };

/** Days that do not follow the week. */
export function Holidays({ holidays, onHolidays }: Props) {
  const words = useWords().settings.inbox.hours;
  const formats = useFormats();
  return (
    <div>
      <h3 className="text-sm font-medium">{words.holidays}</h3>
      {holidays.length === 0 && <p className="text-xs text-faint">{words.noHolidays}</p>}
      <ul className="divide-y divide-line">
        {holidays.map((holiday) => (
          <li key={holiday.date} className="flex items-center gap-3 py-1.5 text-sm">
            <time dateTime={holiday.date} className="w-32 text-soft">
              {formats.date(new Date(`${holiday.date}T12:00`))}
            </time>
            <span className="min-w-0 flex-1 truncate">{holiday.name}</span>
            <span className="tabular text-xs text-faint">
              {holiday.spans?.length
                ? holiday.spans.map((span) => span.join('–')).join(', ')
                : words.closedAllDay}
            </span>
            <IconButton
              size="sm"
              label={words.removeHoliday(holiday.name)}
              onClick={() => onHolidays(holidays.filter((h) => h.date !== holiday.date))}
            >
              <X className="size-3.5" />
            </IconButton>
          </li>
        ))}
      </ul>
      <AddHoliday
        onAdd={(holiday) =>
          onHolidays(
            [...holidays.filter((h) => h.date !== holiday.date), holiday].sort((a, b) =>
              a.date.localeCompare(b.date),
            ),
          )
        }
      />
    </div>
  );
}

function AddHoliday({ onAdd }: { onAdd: (holiday: Holiday) => void }) {
  const words = useWords().settings.inbox.hours;
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  return (
    <div className="mt-2 flex flex-wrap items-end gap-2">
      <TextField
        type="date"
        className="w-40"
        label={words.holidayDate}
        value={date}
        onChange={(e) => setDate(e.target.value)}
      />
      <TextField
        className="min-w-40 flex-1"
        label={words.holidayName}
        maxLength={80}
        value={name}
        onChange={(e) => setName(e.target.value)}
      />
      <Button
        className="h-8.5"
        disabled={!date || !name.trim()}
        onClick={() => {
          onAdd({ date, name: name.trim() });
          setDate('');
          setName('');
        }}
      >
        <Plus className="size-4" />
        {words.addHoliday}
      </Button>
    </div>
  );
}
