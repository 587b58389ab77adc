import type { Field, FieldCreate, FieldSubject, FieldType } from '@causerie/protocol';
import { type FormEvent, useState } from 'react';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../ui/Field.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { languages, useFormats, useWords } from '../words/WordsProvider.tsx';
import { fieldKeyOf } from './fieldKeyOf.ts';

const types: FieldType[] = [
  'text',
  'number',
  'date',
  'choice',
  'choices',
  'boolean',
  'url',
  'email',
  'phone',
];

type Props = {
  /** Undefined: a new one. */
  field: Field | undefined;
  change: (action: () => Promise<unknown>) => Promise<boolean>;
  onClose: () => void;
};

/** Makes a field or changes it. Subject, key and type are chosen once. */
export function FieldDialog({ field, change, onClose }: Props) {
  const words = useWords();
  const { settings } = useDesk();
  const [draft, setDraft] = useState(() => draftOf(field));
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const key = draft.key ?? fieldKeyOf(draft.label);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = bodyOf(draft);
    const saved = await change(() =>
      field
        ? settings.patchField(field.id, body)
        : settings.createField({ ...body, subject: draft.subject, type: draft.type, key }),
    );
    if (saved) onClose();
  };
  const isChoice = draft.type === 'choice' || draft.type === 'choices';
  return (
    <Dialog open onClose={onClose} title={field ? words.fields.edit(field.label) : words.fields.create}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {!field && <Birth draft={draft} set={set} />}
        <TextField
          required
          maxLength={80}
          label={words.fields.label}
          value={draft.label}
          onChange={(e) => set({ label: e.target.value })}
        />
        <Labels draft={draft} set={set} />
        {!field && (
          <TextField
            required
            label={words.fields.key}
            hint={words.fields.keyHint}
            error={key && !/^[a-z][a-z0-9_]{0,39}$/.test(key) ? words.fields.keyInvalid : null}
            value={key}
            onChange={(e) => set({ key: e.target.value })}
          />
        )}
        {isChoice && (
          <TextAreaField
            required
            rows={5}
            label={words.fields.options}
            hint={words.fields.optionsHint}
            value={draft.options}
            onChange={(e) => set({ options: e.target.value })}
          />
        )}
        <SwitchField
          label={words.fields.required}
          hint={words.fields.requiredHint}
          checked={draft.required}
          onChange={(required) => set({ required })}
        />
        {draft.subject === 'conversation' && <Resolving draft={draft} set={set} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary">
            {words.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Draft = {
  subject: FieldSubject;
  type: FieldType;
  label: string;
  labels: Record<string, string>;
  /** Undefined: follows from the label. */
  key: string | undefined;
  /** One on each line. */
  options: string;
  required: boolean;
  requiredToResolve: boolean;
  resolveInboxIds: string[];
};
type PartProps = { draft: Draft; set: (patch: Partial<Draft>) => void };

function Birth({ draft, set }: PartProps) {
  const words = useWords().fields;
  return (
    <div className="grid grid-cols-2 gap-3">
      <SelectField
        label={words.subject}
        value={draft.subject}
        options={(['contact', 'conversation'] as const).map((value) => ({
          value,
          label: words.subjects[value],
        }))}
        onValue={(subject) => set({ subject: subject as FieldSubject })}
      />
      <SelectField
        label={words.type}
        value={draft.type}
        options={types.map((value) => ({ value, label: words.types[value] }))}
        onValue={(type) => set({ type: type as FieldType })}
      />
      <p className="col-span-2 -mt-2 text-xs text-faint">{words.typeHint}</p>
    </div>
  );
}

function Labels({ draft, set }: PartProps) {
  const words = useWords().fields;
  const { languageName } = useFormats();
  return (
    <div className="grid grid-cols-2 gap-3">
      {languages.map((language) => (
        <TextField
          key={language}
          maxLength={80}
          label={words.labelIn(languageName(language))}
          placeholder={draft.label}
          value={draft.labels[language] ?? ''}
          onChange={(e) => set({ labels: { ...draft.labels, [language]: e.target.value } })}
        />
      ))}
      <p className="col-span-2 -mt-2 text-xs text-faint">{words.labelInHint}</p>
    </div>
  );
}

/** Whether it must be known before a conversation is resolved, and in which inboxes. */
function Resolving({ draft, set }: PartProps) {
  const words = useWords().fields.resolve;
  const inboxes = useInboxes();
  const { requiredToResolve, resolveInboxIds: chosen } = draft;
  const toggle = (id: string, on: boolean) =>
    set({ resolveInboxIds: on ? [...chosen, id] : chosen.filter((each) => each !== id) });
  return (
    <>
      <SwitchField
        label={words.required}
        hint={words.requiredHint}
        checked={requiredToResolve}
        onChange={(on) => set({ requiredToResolve: on })}
      />
      {requiredToResolve && inboxes.length > 1 && (
        <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
          <legend className="mb-1 text-sm font-medium">{words.inboxes}</legend>
          {inboxes.map((inbox) => (
            <label key={inbox.id} className="flex min-h-7 items-center gap-2 text-sm">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={chosen.includes(inbox.id)}
                onChange={(e) => toggle(inbox.id, e.target.checked)}
              />
              {inbox.name}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

const draftOf = (field: Field | undefined): Draft => ({
  subject: field?.subject ?? 'contact',
  type: field?.type ?? 'text',
  label: field?.label ?? '',
  labels: field?.labels ?? {},
  key: field?.key,
  options: field?.options.join('\n') ?? '',
  required: field?.required ?? false,
  requiredToResolve: field?.requiredToResolve ?? false,
  resolveInboxIds: field?.resolveInboxIds ?? [],
});

function bodyOf(
  draft: Draft,
): Pick<FieldCreate, 'label' | 'labels' | 'options' | 'required' | 'requiredToResolve' | 'resolveInboxIds'> {
  const labels = Object.entries(draft.labels).map(([language, label]) => [language, label.trim()]);
  const options = draft.options
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return {
    label: draft.label.trim(),
    labels: Object.fromEntries(labels.filter(([, label]) => label)),
    ...((draft.type === 'choice' || draft.type === 'choices') && { options }),
    required: draft.required,
    ...(draft.subject === 'conversation' && {
      requiredToResolve: draft.requiredToResolve,
      resolveInboxIds: draft.requiredToResolve ? draft.resolveInboxIds : [],
    }),
  };
}
