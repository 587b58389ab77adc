import type { Label, LabelColour } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { keys } from '../api/keys.ts';
import { LabelChip } from '../labels/LabelChip.tsx';
import { hueOf, useLabels } from '../labels/useLabels.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { TextField } from '../ui/Field.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useCanShare } from '../views/useCanShare.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

/** The labels that everybody shares: supervisors keep them. */
export function LabelsPage() {
  const words = useWords().desk.labels;
  const desk = useDesk();
  const can = useCanShare();
  const { items, free } = useLabels();
  const change = useChange();
  const [editing, setEditing] = useState<Label | 'new'>();
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      action={
        can ? (
          <Button look="primary" onClick={() => setEditing('new')}>
            <Plus className="size-4" />
            {words.create}
          </Button>
        ) : undefined
      }
    >
      <Sheet>
        {items.length > 0 ? (
          <ul className="-my-2 divide-y divide-line">
            {items.map((label) => (
              <LabelLine key={label.id} label={label} onEdit={() => setEditing(label)} change={change} />
            ))}
          </ul>
        ) : (
          <p className="text-sm text-faint">{words.empty}</p>
        )}
      </Sheet>
      <Sheet>
        <SwitchField
          label={words.free}
          hint={words.freeHint}
          checked={free}
          disabled={!can}
          onChange={(wanted) => void change(() => desk.api.setLabelsFree(wanted))}
        />
      </Sheet>
      {editing && (
        <LabelDialog
          label={editing === 'new' ? undefined : editing}
          change={change}
          onClose={() => setEditing(undefined)}
        />
      )}
    </SettingsPage>
  );
}

function useChange(): Change {
  const { workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  return async (action) => {
    try {
      await action();
      await queryClient.invalidateQueries({ queryKey: keys.labels(workspaceId) });
      return true;
    } catch (thrown) {
      report(thrown);
      return false;
    }
  };
}

function LabelLine({ label, onEdit, change }: { label: Label; onEdit: () => void; change: Change }) {
  const { desk: words, common } = useWords();
  const desk = useDesk();
  const can = useCanShare();
  return (
    <li className="flex items-center gap-3 py-2.5">
      <LabelChip name={label.name} />
      <p className="min-w-0 flex-1 truncate text-xs text-faint">{label.description}</p>
      {can && (
        <>
          <IconButton label={words.labels.edit(label.name)} onClick={onEdit}>
            <Pencil className="size-4" />
          </IconButton>
          <RemoveButton
            label={words.labels.delete(label.name)}
            title={words.labels.deleteTitle(label.name)}
            text={words.labels.deleteText}
            action={common.remove}
            onRemove={() => void change(() => desk.api.deleteLabel(label.id))}
          />
        </>
      )}
    </li>
  );
}

const colours: LabelColour[] = ['violet', 'red', 'green', 'amber', 'blue', 'pink', 'olive', 'brown'];

function LabelDialog(props: { label: Label | undefined; change: Change; onClose: () => void }) {
  const { label, change, onClose } = props;
  const { desk: words, common } = useWords();
  const desk = useDesk();
  const [name, setName] = useState(label?.name ?? '');
  const [description, setDescription] = useState(label?.description ?? '');
  const [colour, setColour] = useState<LabelColour>(label?.colour ?? 'violet');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), colour, description: description.trim() };
    const saved = await change(() =>
      label ? desk.api.patchLabel(label.id, body) : desk.api.createLabel(body),
    );
    if (saved) onClose();
  };
  return (
    <Dialog open onClose={onClose} title={label ? words.labels.edit(label.name) : words.labels.create}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          required
          maxLength={50}
          label={words.labels.name}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <TextField
          maxLength={300}
          label={words.labels.description}
          hint={words.labels.descriptionHint}
          value={description}
          onChange={(e) => setDescription(e.target.value)}
        />
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{words.labels.colour}</legend>
          <div className="flex flex-wrap gap-1.5">
            {colours.map((each) => (
              <label
                key={each}
                data-hue={hueOf(each)}
                className={cx(
                  'cursor-pointer rounded-md px-2.5 py-1.5 text-xs font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
                  each === colour && 'ring-2 ring-accent',
                )}
              >
                <input
                  type="radio"
                  name="colour"
                  className="sr-only"
                  checked={each === colour}
                  onChange={() => setColour(each)}
                />
                {words.labels.colours[each]}
              </label>
            ))}
          </div>
        </fieldset>
        <DialogButtons onClose={onClose}>{common.save}</DialogButtons>
      </form>
    </Dialog>
  );
}
