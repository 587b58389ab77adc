import type { SlaPolicy, SlaPolicyCreate } from '@causerie/protocol';
import { type FormEvent, useState } from 'react';
import { priorities } from '../conversations/MoreMenu.tsx';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { DurationField } from './DurationField.tsx';
import { options } from './InboxLookSheet.tsx';
import { WordListField } from './WordListField.tsx';

type Draft = Required<SlaPolicyCreate>;
type Props = {
  policy: SlaPolicy | undefined;
  change: (action: () => Promise<unknown>) => Promise<boolean>;
  onClose: () => void;
};

const fresh: Draft = {
  name: '',
  inboxIds: [],
  priorities: [],
  labels: [],
  firstResponseMinutes: 60,
  nextResponseMinutes: 240,
  resolutionMinutes: null,
  hours: 'business',
  pauseWaiting: true,
  pauseSnoozed: true,
};

export function SlaPolicyDialog({ policy, change, onClose }: Props) {
  const words = useWords();
  const texts = words.sla.settings;
  const desk = useDesk();
  const [draft, setDraft] = useState<Draft>(() => (policy ? withoutId(policy) : fresh));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { ...draft, name: draft.name.trim() };
    const saved = await change(() =>
      policy ? desk.settings.patchSlaPolicy(policy.id, body) : desk.settings.createSlaPolicy(body),
    );
    if (saved) onClose();
  };
  return (
    <Dialog open wide onClose={onClose} title={policy ? texts.edit(policy.name) : texts.create}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          required
          maxLength={80}
          label={texts.name}
          placeholder={texts.namePlaceholder}
          value={draft.name}
          onChange={(e) => set({ name: e.target.value })}
        />
        <Promises draft={draft} set={set} />
        <Conditions draft={draft} set={set} />
        <DialogButtons onClose={onClose}>{words.common.save}</DialogButtons>
      </form>
    </Dialog>
  );
}

const withoutId = ({ id: _id, ...draft }: SlaPolicy): Draft => draft;

type PartProps = { draft: Draft; set: (part: Partial<Draft>) => void };

function Promises({ draft, set }: PartProps) {
  const texts = useWords().sla.settings;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-semibold">{texts.promises}</legend>
      <DurationField
        label={texts.first}
        value={draft.firstResponseMinutes}
        onValue={(firstResponseMinutes) => set({ firstResponseMinutes })}
      />
      <DurationField
        label={texts.next}
        value={draft.nextResponseMinutes}
        onValue={(nextResponseMinutes) => set({ nextResponseMinutes })}
      />
      <DurationField
        label={texts.resolution}
        value={draft.resolutionMinutes}
        onValue={(resolutionMinutes) => set({ resolutionMinutes })}
      />
      <SelectField
        label={texts.hours}
        value={draft.hours}
        options={options(texts.hoursOf)}
        onValue={(hours) => set({ hours: hours as Draft['hours'] })}
      />
      <div className="flex flex-col">
        <SwitchField
          label={texts.pauseWaiting}
          checked={draft.pauseWaiting}
          onChange={(pauseWaiting) => set({ pauseWaiting })}
        />
        <SwitchField
          label={texts.pauseSnoozed}
          checked={draft.pauseSnoozed}
          onChange={(pauseSnoozed) => set({ pauseSnoozed })}
        />
      </div>
    </fieldset>
  );
}

function Conditions({ draft, set }: PartProps) {
  const words = useWords();
  const texts = words.sla.settings;
  const inboxes = useInboxes();
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-semibold">{texts.for}</legend>
      <Choices
        label={texts.inboxes}
        hint={texts.anyHint}
        choices={inboxes.map((inbox) => ({ value: inbox.id, label: inbox.name }))}
        chosen={draft.inboxIds}
        onChoose={(inboxIds) => set({ inboxIds })}
      />
      <Choices
        label={texts.priorities}
        hint={texts.anyHint}
        choices={priorities.map((p) => ({ value: p, label: words.inbox.priorities[p] }))}
        chosen={draft.priorities}
        onChoose={(chosen) => set({ priorities: chosen as Draft['priorities'] })}
      />
      <WordListField
        label={texts.labels}
        hint={texts.labelsHint}
        value={draft.labels}
        onValue={(labels) => set({ labels })}
      />
    </fieldset>
  );
}

type ChoicesProps = {
  label: string;
  hint: string;
  choices: { value: string; label: string }[];
  chosen: string[];
  onChoose: (values: string[]) => void;
};

function Choices({ label, hint, choices, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {choices.map(({ value, label: name }) => (
          <label key={value} className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen.includes(value)}
              onChange={(e) =>
                onChoose(e.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            {name}
          </label>
        ))}
      </div>
      <p className="text-xs text-faint">{hint}</p>
    </fieldset>
  );
}
