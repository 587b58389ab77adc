import type { Contact, ContactBulkPatch, Field, FieldValue } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Ban, Download, ListChecks, PenLine, Trash2, Undo2, X } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { keys } from '../api/keys.ts';
import { offerUndoing } from '../conversations/offerUndo.ts';
import type { Selection } from '../conversations/useSelection.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { fieldLabel } from '../fields/fieldLabel.ts';
import { useActiveFields } from '../fields/useFields.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';
import { EraseContactsDialog } from './EraseContactsDialog.tsx';
import { exportContactList } from './exportContactList.ts';

type Props = { selection: Selection; contacts: Contact[]; onAll: () => void };

/** What can be done with all contacts that are selected, in place of the filter. */
export function ContactBulkBar({ selection, contacts, onAll }: Props) {
  const words = useWords();
  const desk = useDesk();
  const { bulk } = words.contacts;
  const report = useReport();
  const { busy, change } = useContactBulk(selection);
  const [canChange, canExport, canErase] = [
    useCan('contacts.change'),
    useCan('contacts.export'),
    useCan('contacts.erase'),
  ];
  const [erasing, setErasing] = useState(false);
  useEscape(selection.clear);
  const ids = [...selection.ids];
  const chosen = contacts.filter((contact) => selection.ids.has(contact.id));
  const blocked = chosen.every((contact) => contact.blockedAt);
  return (
    <div
      role="toolbar"
      aria-label={bulk.toolbar}
      aria-busy={busy}
      className="flex min-h-7 flex-wrap items-center gap-1 rounded-md bg-accent-soft/60 px-1"
    >
      <IconButton label={bulk.clear} shortcut="esc" size="sm" onClick={selection.clear}>
        <X className="size-4" />
      </IconButton>
      <p role="status" className="tabular px-1 text-xs font-medium whitespace-nowrap text-accent-ink">
        {busy ? bulk.working : bulk.selected(ids.length)}
      </p>
      {ids.length < contacts.length && (
        <IconButton label={bulk.all(contacts.length)} size="sm" onClick={onAll}>
          <ListChecks className="size-4" />
        </IconButton>
      )}
      <span className="flex-1" />
      {canChange && <FieldMenu change={change} />}
      {canChange && (
        <Button size="sm" look="quiet" onClick={() => void change({ blocked: !blocked })}>
          {blocked ? <Undo2 className="size-3.5" /> : <Ban className="size-3.5" />}
          {blocked ? bulk.unblock : bulk.block}
        </Button>
      )}
      {canExport && (
        <Button
          size="sm"
          look="quiet"
          onClick={() => void exportContactList({ desk, words, choice: { ids } }).catch(report)}
        >
          <Download className="size-3.5" />
          {bulk.export}
        </Button>
      )}
      {canErase && (
        <Button size="sm" look="quiet" onClick={() => setErasing(true)}>
          <Trash2 className="size-3.5" />
          {bulk.erase}
        </Button>
      )}
      {erasing && (
        <EraseContactsDialog ids={ids} onDone={selection.clear} onClose={() => setErasing(false)} />
      )}
    </div>
  );
}

type Change = (patch: ContactBulkPatch) => Promise<void>;

/** Changes all of them with one request; says how many, what could not be, and offers to put it back. */
function useContactBulk(selection: Selection): { busy: boolean; change: Change } {
  const desk = useDesk();
  const words = useWords();
  const report = useReport();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { bulk } = words.contacts;
  const refresh = () => client.invalidateQueries({ queryKey: keys.contactLists(desk.workspaceId) });
  const change: Change = async (patch) => {
    setBusy(true);
    try {
      const { bulkId, changed, failed } = await desk.api.bulkChangeContacts([...selection.ids], patch);
      const errors: Record<string, string> = words.errors;
      const failure =
        failed[0] && `${bulk.failed(failed.length)}: ${errors[failed[0].code] ?? failed[0].message}`;
      const text = [changed.length > 0 && bulk.done(changed.length), failure].filter(Boolean).join('. ');
      await refresh();
      if (bulkId)
        offerUndoing({
          text,
          words,
          report,
          undoing: async () => {
            const undone = await desk.api.undoContactBulk(bulkId);
            await refresh();
            const said = [
              undone.changed.length > 0 && bulk.undone(undone.changed.length),
              undone.failed.length > 0 && bulk.failed(undone.failed.length),
            ];
            return said.filter(Boolean).join('. ');
          },
        });
      else toasts.add({ description: text, timeout: 5000, ...(failure && { type: 'error' }) });
    } catch (thrown) {
      report(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { busy, change };
}

function FieldMenu({ change }: { change: Change }) {
  const { bulk } = useWords().contacts;
  const { language } = useLanguage();
  const fields = useActiveFields('contact');
  const [field, setField] = useState<Field>();
  if (fields.length === 0) return null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="sm" look="quiet">
            <PenLine className="size-3.5" />
            {bulk.setField}
          </Button>
        }
      >
        {fields.map((each) => (
          <MenuItem key={each.id} onSelect={() => setField(each)}>
            {fieldLabel(each, language)}
          </MenuItem>
        ))}
      </Menu>
      {field && <FieldValueDialog field={field} change={change} onClose={() => setField(undefined)} />}
    </>
  );
}

type ValueProps = { field: Field; change: Change; onClose: () => void };

/** Nothing given takes the value away, where the field may be empty. */
function FieldValueDialog({ field, change, onClose }: ValueProps) {
  const words = useWords();
  const { bulk } = words.contacts;
  const { language } = useLanguage();
  const [value, setValue] = useState<FieldValue | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    void change({ fields: { [field.key]: value } });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={bulk.fieldTitle(fieldLabel(field, language))}
      description={field.required ? undefined : bulk.fieldHint}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <FieldInput autoFocus field={field} value={value} onChange={setValue} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" disabled={field.required && value === null}>
            {bulk.set}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Lets all go; not where Escape closes something in front. */
function useEscape(clear: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inFront = document.querySelector('[role="dialog"], [role="menu"]');
      if (event.key === 'Escape' && !event.defaultPrevented && !inFront) clear();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [clear]);
}
