import type { FormField } from '@causerie/protocol';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../content/ContentView.tsx';
import { Markdown } from '../content/Markdown.tsx';
import { addStyle } from '../view/addStyle.ts';
import { Icon } from '../view/Icon.tsx';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words.ts';
import css from './form.css?inline';
import { isEmail } from './isEmail.ts';
import { lateIcons } from './lateIcons.ts';
import { type LateWords, useLateWords } from './lateWords.ts';
import { useFieldId } from './useFieldId.ts';

addStyle(css);

const inputTypes = { text: 'text', email: 'email', phone: 'tel', number: 'text', date: 'date' } as const;
const autocompletes: Partial<Record<FormField['type'], string>> = { email: 'email', phone: 'tel' };

/** What is wrong with a value, in words; empty if nothing is. */
export function checkField(
  { type, required }: FormField,
  value: string,
  words: Words,
  late: LateWords,
): string {
  if (!value) return required ? late.fillIn : '';
  if (type === 'email' && !isEmail(value)) return words.badEmail;
  if (type === 'number' && !Number.isFinite(Number(value.replace(',', '.')))) return late.badNumber;
  return '';
}

/** Several questions at once. Answered: it folds, the answer itself stands below as the visitor's message. */
export function FormView({ content, entryId, answer, reply }: ViewProps<'form'>) {
  const words = useWords();
  const late = useLateWords();
  const [values, setValues] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const base = useFieldId();
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const found: Record<string, string> = {};
    for (const field of content.fields) {
      const error = checkField(field, (values[field.id] ?? '').trim(), words, late);
      if (error) found[field.id] = error;
    }
    setErrors(found);
    const wrong = content.fields.find((field) => found[field.id]);
    if (wrong) return document.getElementById(`${base}-${wrong.id}`)?.focus();
    const answers = content.fields
      .map(({ id, label, options }) => {
        const value = (values[id] ?? '').trim();
        return { fieldId: id, label, value: options?.find((o) => o.id === value)?.label ?? value };
      })
      .filter(({ value }) => value);
    if (answers.length) reply({ kind: 'form_answer', entryId, answers });
  };
  return (
    <form class="bubble wide form" noValidate aria-label={content.title} onSubmit={onSubmit}>
      <h3 dir="auto">{content.title}</h3>
      {content.text && <Markdown text={content.text} />}
      {answer ? (
        <p class="answered">
          <Icon name={lateIcons.check} /> {words.answered}
        </p>
      ) : (
        <>
          {content.fields.map((field) => (
            <Field
              key={field.id}
              id={`${base}-${field.id}`}
              field={field}
              value={values[field.id] ?? ''}
              error={errors[field.id] ?? ''}
              onValue={(value) => {
                setValues({ ...values, [field.id]: value });
                setErrors({ ...errors, [field.id]: '' });
              }}
            />
          ))}
          <button type="submit" class="primary">
            {content.submitLabel ?? words.submit}
          </button>
        </>
      )}
    </form>
  );
}

type FieldProps = {
  id: string;
  field: FormField;
  value: string;
  error: string;
  onValue(value: string): void;
};

function Field({ id, field, value, error, onValue }: FieldProps) {
  const late = useLateWords();
  const common = {
    id,
    value,
    'aria-required': !!field.required,
    'aria-invalid': !!error,
    'aria-describedby': `${id}-error`,
    onInput: (event: Event) => onValue((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id} dir="auto">
        {field.label}
        {field.required && <span class="required"> ({late.required})</span>}
      </label>
      {field.type === 'paragraph' ? (
        <textarea rows={3} maxLength={4000} {...common} />
      ) : field.type === 'choice' ? (
        <select {...common}>
          <option value="">{late.choose}</option>
          {field.options?.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          // The types of JSX know one shape per input type; here it is data.
          type={inputTypes[field.type] as 'text'}
          inputMode={field.type === 'number' ? 'decimal' : undefined}
          autocomplete={autocompletes[field.type]}
          maxLength={4000}
          {...common}
        />
      )}
      <p id={`${id}-error`} class="error">
        {error}
      </p>
    </div>
  );
}
