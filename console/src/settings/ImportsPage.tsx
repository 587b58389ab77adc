import type { Import } from '@causerie/protocol';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { ImportLine } from './ImportLine.tsx';
import { SettingsList } from './SettingsList.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

/** Files that became contacts and histories, or are about to; `changed` frames bring the progress. */
export function ImportsPage() {
  const words = useWords().imports;
  const desk = useDesk();
  const can = useCan('imports.change');
  const list = useSettingsList(keys.imports(desk.workspaceId), desk.settings.imports, can);
  const [open, setOpen] = useState<Import | 'new'>();
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      guarded="imports.change"
      action={
        <Button look="primary" onClick={() => setOpen('new')}>
          <Upload className="size-4" />
          {words.start}
        </Button>
      }
    >
      {can && (
        <Sheet title={words.list}>
          <SettingsList list={list} empty={words.empty} label={words.list}>
            {(each) => (
              <ImportLine key={each.id} import={each} change={list.change} onOpen={() => setOpen(each)} />
            )}
          </SettingsList>
        </Sheet>
      )}
      {open && (
        <ImportDialog
          first={open === 'new' ? undefined : open}
          onChanged={() => void list.refetch()}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SettingsPage>
  );
}
