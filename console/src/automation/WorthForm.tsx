import type { FaqSettings, FaqSettingsPatch } from '@causerie/protocol';
import { type FormEvent, useState } from 'react';
import { Sheet } from '../settings/SettingsPage.tsx';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { say } from '../ui/toasts.tsx';
import { useDraft } from '../ui/useDraft.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import type { ChangeSettings } from './AutomationSettingsPage.tsx';
import { answerFrom } from './answerFrom.ts';
import { readNumber, typedNumber } from './typedNumber.ts';
import { useMatrix } from './useFaqs.ts';
import { usePercent } from './usePercent.ts';

type Fields = Record<'minuteWorth' | 'currency' | 'saved' | 'low' | 'medium' | 'high' | 'resolve', string>;

/** The least and the greatest of each number, as the server takes them. */
const limits = {
  minuteWorth: [0, 1000],
  saved: [0.1, 1000],
  low: [0, 10_000],
  medium: [0, 10_000],
  high: [0, 10_000],
  resolve: [1, 720],
} as const;
type NumberName = keyof typeof limits;

function fieldsOf(settings: FaqSettings, locale: string): Fields {
  const typed = typedNumber(locale);
  return {
    minuteWorth: typed(settings.minuteWorth),
    currency: settings.currency,
    saved: typed(settings.savedMinutes),
    low: typed(settings.wrongMinutes.low),
    medium: typed(settings.wrongMinutes.medium),
    high: typed(settings.wrongMinutes.high),
    resolve: typed(settings.resolveAfterHours),
  };
}

/** Only what was changed, so that what a colleague has saved beside it stays. */
function patchOf({ currency, ...typed }: Partial<Fields>): FaqSettingsPatch {
  const { minuteWorth, saved, resolve, ...wrong } = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, readNumber(value)]),
  );
  return {
    ...(currency !== undefined && { currency }),
    ...(minuteWorth !== undefined && { minuteWorth }),
    ...(saved !== undefined && { savedMinutes: saved }),
    ...(resolve !== undefined && { resolveAfterHours: resolve }),
    ...(Object.keys(wrong).length > 0 && { wrongMinutes: wrong }),
  };
}

type Props = { settings: FaqSettings; can: boolean; change: ChangeSettings };

/** What a minute is worth, what an answer saves and what a wrong one costs; beside the costs what follows from them. */
export function WorthForm({ settings, can, change }: Props) {
  const { automation, automationReports, common } = useWords();
  const words = automationReports.settings;
  const formats = useFormats();
  const percent = usePercent();
  const matrix = useMatrix().data;
  const [busy, setBusy] = useState(false);
  const draft = useDraft(fieldsOf(settings, formats.locale));
  const { shown } = draft;
  const numberOf = (name: NumberName) => readNumber(shown[name]);
  const problemOf = (name: NumberName): string | null => {
    const [low, high] = limits[name];
    const value = numberOf(name);
    const whole = name !== 'resolve' || Number.isInteger(value);
    if (value >= low && value <= high && whole) return null;
    return words.numberError(formats.number(low), formats.number(high));
  };
  const currencyProblem = /^[A-Z]{3}$/.test(shown.currency) ? null : words.currencyError;
  const names = Object.keys(limits) as NumberName[];
  const isWrong = currencyProblem !== null || names.some((name) => problemOf(name) !== null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isWrong) return;
    setBusy(true);
    const done = await draft.save(async (changed) => {
      const after = await change(patchOf(changed));
      return after && fieldsOf(after, formats.locale);
    });
    setBusy(false);
    if (done) say(common.saved);
  };
  const field = (name: NumberName, label: string, hint?: string) => (
    <TextField
      inputMode="decimal"
      label={label}
      hint={hint}
      disabled={!can}
      error={problemOf(name)}
      value={shown[name]}
      theirs={draft.theirsOf(name)}
      onChange={(e) => draft.set({ [name]: e.target.value })}
    />
  );
  /** Told of what is saved; while one types nothing is known yet. */
  const fromOf = (cost: 'low' | 'medium' | 'high') => {
    const from = draft.isChanged || !matrix ? undefined : answerFrom(matrix, cost);
    return from === undefined ? undefined : words.from(percent(from));
  };
  return (
    <Sheet title={words.worth}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <p className="-mt-1 text-xs text-soft">{words.worthHint}</p>
        <div className="grid gap-4 md:grid-cols-[1fr_7rem] lg:grid-cols-[1fr_7rem_1fr]">
          {field('minuteWorth', words.minuteWorth)}
          <TextField
            label={words.currency}
            maxLength={3}
            disabled={!can}
            error={currencyProblem}
            value={shown.currency}
            theirs={draft.theirsOf('currency')}
            onChange={(e) => draft.set({ currency: e.target.value.toUpperCase() })}
          />
          {field('saved', words.saved)}
        </div>
        <fieldset className="grid gap-4 md:grid-cols-3">
          <legend className="mb-1 text-sm font-medium">{words.wrong}</legend>
          {field('low', automation.costs.low, fromOf('low'))}
          {field('medium', automation.costs.medium, fromOf('medium'))}
          {field('high', automation.costs.high, fromOf('high'))}
        </fieldset>
        {field('resolve', words.resolve, words.resolveHint)}
        {can && (
          <div className="flex justify-end gap-2">
            {draft.isChanged && <Button onClick={draft.clear}>{common.cancel}</Button>}
            <Button type="submit" look="primary" busy={busy} disabled={!draft.isChanged || isWrong}>
              {common.save}
            </Button>
          </div>
        )}
      </form>
    </Sheet>
  );
}
