import type { Conversation, FieldsPatch } from '@causerie/protocol';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { askForFields, useAskedForFields } from './askForFields.ts';
import { FieldInput } from './FieldInput.tsx';
import { isEmptyValue, missingFields } from './missingFields.ts';
import { useFields } from './useFields.ts';

type Props = { row: Conversation; onResolve: (fields: FieldsPatch) => void };

/** What must be known before the conversation is resolved, asked for where somebody resolves it. */
export function ResolveDialog({ row, onResolve }: Props) {
  return useAskedForFields() === row.id ? <Asked row={row} onResolve={onResolve} /> : null;
}

function Asked({ row, onResolve }: Props) {
  const words = useWords();
  const all = useFields();
  // A colleague may fill in what is asked for meanwhile: then it is not asked any more.
  const missing = missingFields(all, row);
  const [values, setValues] = useState<FieldsPatch>({});
  const close = () => askForFields(undefined);
  const complete = missing.every((field) => !isEmptyValue(values[field.key]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    close();
    onResolve(Object.fromEntries(missing.map((field) => [field.key, values[field.key] ?? null])));
  };
  return (
    <Dialog open onClose={close} title={words.fields.resolve.title} description={words.fields.resolve.text}>
      <form onSubmit={submit} className="flex flex-col gap-3.5">
        {missing.map((field, i) => (
          <FieldInput
            key={field.id}
            autoFocus={i === 0}
            field={{ ...field, required: true }}
            value={values[field.key] ?? null}
            onChange={(value) => setValues((known) => ({ ...known, [field.key]: value }))}
          />
        ))}
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" disabled={!complete}>
            {words.inbox.actions.resolve}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
