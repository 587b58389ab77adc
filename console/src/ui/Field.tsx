import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './cx.ts';
import { type Theirs, TheirsLine } from './TheirsLine.tsx';

export const inputClass =
  'w-full rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm text-ink transition-colors ' +
  'hover:border-line-strong focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 ' +
  'disabled:bg-sunken disabled:text-faint aria-invalid:border-bad dark:bg-sunken';

type Frame = {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** What somebody else has made of it while one was typing. */
  theirs?: Theirs;
  hideLabel?: boolean;
  className?: string;
};

/** Label, control, hint and error, tied together for screen readers. */
function FieldFrame(
  frame: Frame & {
    id: string;
    children: (aria: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
  },
) {
  const { id, label, hint, error, theirs, hideLabel, className, children } = frame;
  const described = [error ? `${id}-error` : hint && `${id}-hint`, theirs && `${id}-theirs`];
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium text-ink'}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && !error && (
        <p id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-bad-ink">
          {error}
        </p>
      )}
      {theirs && <TheirsLine id={`${id}-theirs`} {...theirs} />}
    </div>
  );
}

type TextFieldProps = Frame &
  Omit<ComponentProps<'input'>, 'className'> & {
    tall?: boolean;
    /** For a short number: the control is narrow, its hint is not. */
    narrow?: boolean;
  };

export function TextField({
  label,
  hint,
  error,
  theirs,
  hideLabel,
  className,
  tall,
  narrow,
  ...input
}: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame {...{ label, hint, error, theirs, hideLabel, className, id }}>
      {(aria) => (
        <input
          type="text"
          {...input}
          {...aria}
          className={cx(inputClass, tall ? 'h-10' : 'h-8.5', narrow && 'max-w-40')}
        />
      )}
    </FieldFrame>
  );
}

type TextAreaProps = Frame & Omit<ComponentProps<'textarea'>, 'className'>;

export function TextAreaField({ label, hint, error, theirs, hideLabel, className, ...area }: TextAreaProps) {
  const id = useId();
  return (
    <FieldFrame {...{ label, hint, error, theirs, hideLabel, className, id }}>
      {(aria) => <textarea rows={3} {...area} {...aria} className={cx(inputClass, 'py-1.5 leading-5')} />}
    </FieldFrame>
  );
}

type SelectProps = Frame &
  Omit<ComponentProps<'select'>, 'className' | 'onChange'> & {
    options: { value: string; label: string }[];
    onValue: (value: string) => void;
  };

/** The system's own select: best with keyboard, screen readers and thumbs. */
export function SelectField({
  label,
  hint,
  error,
  theirs,
  hideLabel,
  className,
  options,
  onValue,
  ...select
}: SelectProps) {
  const id = useId();
  return (
    <FieldFrame {...{ label, hint, error, theirs, hideLabel, className, id }}>
      {(aria) => (
        <div className="relative">
          <select
            {...select}
            {...aria}
            onChange={(e) => onValue(e.target.value)}
            className={cx(inputClass, 'h-8.5 appearance-none truncate pe-8')}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} className="bg-raised text-ink">
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden="true"
            className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-faint"
          />
        </div>
      )}
    </FieldFrame>
  );
}
