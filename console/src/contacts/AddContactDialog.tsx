import { uuidv7 } from '@causerie/client';
import type { Field, FieldsPatch, FieldValue } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { type AppError, toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { useActiveFields } from '../fields/useFields.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { TextField } from '../ui/Field.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

type Draft = { name: string; email: string; phone: string; company: string; externalId: string };
const empty: Draft = { name: '', email: '', phone: '', company: '', externalId: '' };

/** Adds somebody by hand. Who is there already is shown instead of being made twice. */
export function AddContactDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const required = useActiveFields('contact').filter((field) => field.required);
  const [draft, setDraft] = useState(empty);
  const [fields, setFields] = useState<FieldsPatch>({});
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const id = useRef(uuidv7());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const given = Object.entries(draft).filter(([, value]) => value.trim() !== '');
      const contact = await desk.api.createContact({
        id: id.current,
        ...Object.fromEntries(given.map(([name, value]) => [name, value.trim()])),
        fields,
      });
      void queryClient.invalidateQueries({ queryKey: keys.contactLists(desk.workspaceId) });
      await navigate({
        to: '/w/$workspaceId/contacts/$contactId',
        params: { workspaceId: desk.workspaceId, contactId: contact.id },
      });
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const nobody = !draft.name.trim() && !draft.email.trim() && !draft.phone.trim() && !draft.externalId.trim();
  return (
    <Dialog open onClose={onClose} title={words.contacts.addDialog.title}>
      <form onSubmit={submit} className="flex flex-col gap-3.5">
        <Parts draft={draft} set={set} />
        {required.map((field: Field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={fields[field.key] ?? null}
            onChange={(value: FieldValue | null) => setFields({ ...fields, [field.key]: value })}
          />
        ))}
        {error?.code === 'contact_exists' && error.detail ? (
          <p role="alert" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink">
            {words.contacts.addDialog.exists}{' '}
            <Link
              to="/w/$workspaceId/contacts/$contactId"
              params={{ workspaceId: desk.workspaceId, contactId: error.detail }}
              className="font-medium underline"
            >
              {words.contacts.addDialog.openExisting}
            </Link>
          </p>
        ) : (
          <FormError text={error && errorText(words, error)} />
        )}
        <DialogButtons onClose={onClose} busy={busy} disabled={nobody}>
          {words.contacts.addDialog.submit}
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function Parts({ draft, set }: { draft: Draft; set: (patch: Partial<Draft>) => void }) {
  const words = useWords();
  const { fields } = words.contact;
  const input = (name: keyof Draft) => ({
    value: draft[name],
    maxLength: 200,
    onChange: (e: { target: { value: string } }) => set({ [name]: e.target.value }),
  });
  return (
    <>
      <TextField label={fields.name} {...input('name')} />
      <TextField type="email" label={fields.email} {...input('email')} />
      <TextField type="tel" label={fields.phone} pattern="\+?[0-9 ()./\-]{4,30}" {...input('phone')} />
      <TextField label={fields.company} {...input('company')} />
      <TextField
        label={words.contacts.addDialog.externalId}
        hint={words.contacts.addDialog.externalIdHint}
        {...input('externalId')}
      />
    </>
  );
}
