import type { OpeningHours } from '@causerie/protocol';
import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../ui/Button.tsx';
import { inputClass, SelectField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { Holidays } from './Holidays.tsx';
import { areSpansRight, type Day, days, type SheetProps, type Span, usualHours } from './inboxDraft.ts';
import { Sheet } from './SettingsPage.tsx';

const zones = Intl.supportedValuesOf('timeZone');
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function HoursSheet({ draft, set }: SheetProps) {
  const words = useWords().settings.inbox;
  const { hours } = draft;
  const setHours = (next: OpeningHours | null) => set({ hours: next });
  return (
    <Sheet title={words.sections.hours}>
      <SelectField
        hideLabel
        label={words.sections.hours}
        value={hours ? 'hours' : 'always'}
        options={[
          { value: 'always', label: words.hours.always },
          { value: 'hours', label: words.hours.byHours },
        ]}
        onValue={(value) => setHours(value === 'always' ? null : usualHours(here))}
      />
      {hours && (
        <>
          <SelectField
            label={words.hours.timeZone}
            value={hours.timeZone}
            options={[...new Set([hours.timeZone, ...zones])].map((zone) => ({
              value: zone,
              label: zone.replaceAll('_', ' '),
            }))}
            onValue={(timeZone) => setHours({ ...hours, timeZone })}
          />
          <ul className="flex flex-col divide-y divide-line">
            {days.map((day) => (
              <DayLine
                key={day}
                day={day}
                spans={hours.weekly[day]}
                onSpans={(spans) => setHours({ ...hours, weekly: { ...hours.weekly, [day]: spans } })}
              />
            ))}
          </ul>
          <Button
            size="sm"
            look="quiet"
            className="self-start"
            onClick={() => setHours({ ...hours, weekly: workingDaysLike(hours.weekly) })}
          >
            {words.hours.copyToAll}
          </Button>
          <Holidays holidays={hours.holidays} onHolidays={(holidays) => setHours({ ...hours, holidays })} />
        </>
      )}
    </Sheet>
  );
}

/** Monday's hours from Monday to Friday. */
function workingDaysLike(weekly: OpeningHours['weekly']): OpeningHours['weekly'] {
  const { mon } = weekly;
  return { ...weekly, tue: mon, wed: mon, thu: mon, fri: mon };
}

type DayProps = { day: Day; spans: Span[]; onSpans: (spans: Span[]) => void };

function DayLine({ day, spans, onSpans }: DayProps) {
  const words = useWords().settings.inbox.hours;
  const { weekday } = useFormats();
  // 2024-01-01 was a Monday; noon, so that no zone makes another day of it.
  const name = weekday(new Date(2024, 0, 1 + days.indexOf(day), 12));
  const set = (i: number, span: Span) => onSpans(spans.map((known, at) => (at === i ? span : known)));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
      <span className="w-24 text-sm first-letter:uppercase">{name}</span>
      <div className="flex flex-1 flex-col gap-1.5">
        {spans.length === 0 && <span className="text-sm text-faint">{words.closed}</span>}
        {spans.map(([from, to], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
          <div key={i} className="flex items-center gap-1.5">
            <TimeInput label={words.from(name)} value={from} onValue={(value) => set(i, [value, to])} />
            <span aria-hidden="true">–</span>
            <TimeInput label={words.to(name)} value={to} onValue={(value) => set(i, [from, value])} />
            <IconButton
              size="sm"
              label={words.removeSpan(name)}
              onClick={() => onSpans(spans.filter((_, at) => at !== i))}
            >
              <X className="size-3.5" />
            </IconButton>
          </div>
        ))}
        {!areSpansRight(spans) && (
          <p role="alert" className="text-xs text-bad-ink">
            {words.wrong(name)}
          </p>
        )}
      </div>
      {spans.length < 4 && (
        <IconButton
          label={words.addSpan(name)}
          size="sm"
          onClick={() => onSpans([...spans, nextSpan(spans)])}
        >
          <Plus className="size-3.5" />
        </IconButton>
      )}
    </li>
  );
}

/** The morning first, then the afternoon. */
const nextSpan = (spans: Span[]): Span => (spans.length === 0 ? ['09:00', '18:00'] : ['20:00', '22:00']);

type TimeProps = { label: string; value: string; onValue: (value: string) => void };

function TimeInput({ label, value, onValue }: TimeProps) {
  // Midnight at the end of a day is 24:00 on the wire and 00:00 in the browser's field.
  return (
    <input
      type="time"
      aria-label={label}
      value={value === '24:00' ? '00:00' : value}
      onChange={(e) => {
        const typed = e.target.value;
        if (typed) onValue(typed === '00:00' && value !== '00:00' ? '24:00' : typed);
      }}
      className={`${inputClass} tabular h-8 w-28!`}
    />
  );
}
