import { useNavigate } from '@tanstack/react-router';
import { Columns3, Download, Ellipsis, Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AddContactDialog } from './AddContactDialog.tsx';
import { useContactColumns } from './contactColumns.tsx';
import { exportContactList } from './exportContactList.ts';
import { type ContactListSearch, contactQuery } from './useContactList.ts';

/** What can be done with the list: choose columns, export what is shown, import, add somebody. */
export function ContactListActions({ search }: { search: ContactListSearch }) {
  const all = useWords();
  const words = all.contacts;
  const navigate = useNavigate();
  const desk = useDesk();
  const { workspaceId } = desk;
  const report = useReport();
  const canExport = useCan('contacts.export');
  const canImport = useCan('imports.change');
  const [adding, setAdding] = useState(false);
  return (
    <div className="flex items-center gap-1.5">
      <ColumnsMenu />
      {canExport && (
        <Menu
          align="end"
          trigger={
            <IconButton label={words.more}>
              <Ellipsis className="size-4" />
            </IconButton>
          }
        >
          <MenuItem
            sign={<Download />}
            onSelect={() =>
              void exportContactList({ desk, words: all, choice: contactQuery(search) }).catch(report)
            }
          >
            {words.export}
          </MenuItem>
          <MenuItem
            sign={<Upload />}
            disabled={!canImport}
            onSelect={() =>
              void navigate({ to: '/w/$workspaceId/settings/imports', params: { workspaceId } })
            }
          >
            {words.import}
          </MenuItem>
        </Menu>
      )}
      <Button look="primary" onClick={() => setAdding(true)}>
        <Plus className="size-4" />
        {words.add}
      </Button>
      {adding && <AddContactDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function ColumnsMenu() {
  const words = useWords().contacts;
  const columns = useContactColumns();
  const { contactColumns } = usePreferences();
  const toggle = (id: string, on: boolean) =>
    setPreferences({
      contactColumns: columns
        .map((column) => column.id)
        .filter((each) => (each === id ? on : contactColumns.includes(each))),
    });
  return (
    <Popover
      label={words.columns}
      side="bottom"
      align="end"
      trigger={
        <IconButton label={words.columns} className="max-md:hidden">
          <Columns3 className="size-4" />
        </IconButton>
      }
    >
      <fieldset className="max-h-80 w-56 overflow-y-auto p-1.5">
        <legend className="px-2 pt-1 text-2xs font-medium text-faint">{words.columns}</legend>
        {columns.map((column) => (
          <label
            key={column.id}
            className="flex min-h-8 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover"
          >
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={contactColumns.includes(column.id)}
              onChange={(e) => toggle(column.id, e.target.checked)}
            />
            <span className="truncate">{column.label}</span>
          </label>
        ))}
      </fieldset>
    </Popover>
  );
}
