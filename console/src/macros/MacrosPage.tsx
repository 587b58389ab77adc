import type { Macro } from '@causerie/protocol';
import { Pencil, Plus, Zap } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useTeams } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { SettingsPage, Sheet } from '../settings/SettingsPage.tsx';
import { useSettingsList } from '../settings/useSettingsList.ts';
import { TransferMenu } from '../snippets/TransferMenu.tsx';
import { useCanSupervise } from '../snippets/useCanSupervise.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { MacroEditor } from './MacroEditor.tsx';
import { MacroSteps } from './MacroSteps.tsx';

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

/** Every macro with what it does. */
export function MacrosPage() {
  const words = useWords().macros.page;
  const desk = useDesk();
  const can = useCanSupervise();
  const list = useSettingsList<Macro>(keys.macros(desk.workspaceId), desk.snippets.macros);
  const [editing, setEditing] = useState<Macro | 'new'>();
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      action={
        <div className="flex flex-wrap gap-2">
          <TransferMenu canImport={can} />
          {can && (
            <Button look="primary" onClick={() => setEditing('new')}>
              <Plus className="size-4" />
              {words.create}
            </Button>
          )}
        </div>
      }
    >
      {!can && <p className="text-sm text-soft">{words.onlySupervisors}</p>}
      <Sheet>
        {!list.data && <ListState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data?.length === 0 && <p className="text-sm text-faint">{words.empty}</p>}
        <ul className="-my-2 divide-y divide-line">
          {list.data
            ?.toSorted((a, b) => a.name.localeCompare(b.name))
            .map((macro) => (
              <MacroLine
                key={macro.id}
                macro={macro}
                onEdit={can ? () => setEditing(macro) : undefined}
                change={list.change}
              />
            ))}
        </ul>
      </Sheet>
      {editing && (
        <MacroEditor macro={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </SettingsPage>
  );
}

function MacroLine({
  macro,
  onEdit,
  change,
}: {
  macro: Macro;
  onEdit: (() => void) | undefined;
  change: Change;
}) {
  const words = useWords();
  const { page } = words.macros;
  const desk = useDesk();
  const team = useTeams().find((t) => t.id === macro.teamId);
  return (
    <li className="flex items-start gap-3 py-2.5">
      <span className="flex size-8.5 shrink-0 items-center justify-center rounded-lg bg-sunken text-soft">
        <Zap className="size-4" aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="mb-1 truncate text-sm font-medium">
          {macro.name}
          {team && <span className="ms-2 text-xs font-normal text-faint">{team.name}</span>}
        </p>
        <div className="text-soft">
          <MacroSteps macro={macro} />
        </div>
      </div>
      {onEdit && (
        <>
          <IconButton label={page.edit(macro.name)} onClick={onEdit}>
            <Pencil className="size-4" />
          </IconButton>
          <RemoveButton
            label={page.delete(macro.name)}
            title={page.deleteTitle(macro.name)}
            text={page.deleteText}
            onRemove={() => void change(() => desk.snippets.removeMacro(macro.id))}
          />
        </>
      )}
    </li>
  );
}
