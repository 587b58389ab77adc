import { type FormEvent, useState } from 'react';
import { type AppError, toAppError } from '../api/AppError.ts';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

/** One form: busy while it is on its way, the failure in the reader's words. What was typed stays. */
export function useSubmit(action: () => Promise<void>) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError>();
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await action();
    } catch (thrown) {
      setFailure(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { onSubmit, busy, failure, error: failure && errorText(words, failure) };
}
