import { useState } from 'preact/hooks';
import { addStyle } from '../view/addStyle.ts';
import { useWords } from '../words/words.ts';
import css from './ask.css?inline';
import { isEmail } from './isEmail.ts';
import { useFieldId } from './useFieldId.ts';

addStyle(css);

type FormProps = {
  label: string;
  submit: string;
  value?: string;
  onEmail: (address: string) => Promise<void>;
};

export function EmailForm({ label, submit, value, onEmail }: FormProps) {
  const words = useWords();
  const id = useFieldId();
  const [error, setError] = useState('');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const address = new FormData(event.target as HTMLFormElement).get('email')?.toString().trim() ?? '';
    if (!isEmail(address)) setError(words.badEmail);
    else onEmail(address).catch(() => setError(words.failed));
  };
  return (
    <form class="email-form" noValidate onSubmit={onSubmit}>
      <label for={id}>{label}</label>
      <div>
        <input
          id={id}
          name="email"
          type="email"
          autocomplete="email"
          defaultValue={value}
          placeholder="name@example.com"
          aria-invalid={!!error}
          aria-describedby={`${id}-error`}
          onInput={() => setError('')}
        />
        <button type="submit" class="primary">
          {submit}
        </button>
      </div>
      <p id={`${id}-error`} class="error" role="alert">
        {error}
      </p>
    </form>
  );
}
