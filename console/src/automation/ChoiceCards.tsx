import { useId } from 'react';
import { cx } from '../ui/cx.ts';

type Choice<V extends string> = { value: V; label: string; hint?: string; fact?: string };
type Props<V extends string> = {
  legend: string;
  value: V;
  choices: Choice<V>[];
  disabled?: boolean;
  onValue: (value: V) => void;
};

/** One of several, each with what it means; the system's own radio buttons beneath. */
export function ChoiceCards<V extends string>({ legend, value, choices, disabled, onValue }: Props<V>) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="grid gap-2 md:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              'flex gap-2.5 rounded-lg border px-3 py-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent',
              value === choice.value ? 'border-accent bg-accent-soft/50' : 'border-line hover:bg-hover',
              disabled && 'opacity-70',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onValue(choice.value)}
              aria-labelledby={`${name}-${choice.value}-name`}
              aria-describedby={choice.hint && `${name}-${choice.value}`}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="flex flex-wrap items-baseline gap-x-2 text-sm font-medium">
                <span id={`${name}-${choice.value}-name`}>{choice.label}</span>
                {choice.fact && <span className="text-xs font-normal text-soft">{choice.fact}</span>}
              </span>
              {choice.hint && (
                <span id={`${name}-${choice.value}`} className="block text-xs text-soft">
                  {choice.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
