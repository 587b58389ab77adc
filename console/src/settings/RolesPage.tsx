import type { RoleDefinition } from '@causerie/protocol';
import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { RoleDialog } from './RoleDialog.tsx';
import { RoleMatrix } from './RoleMatrix.tsx';
import { SettingsList } from './SettingsList.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan, usePermissions } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

/** Who may do what: the workspace's own roles, and all roles beside each other. */
export function RolesPage() {
  const words = useWords();
  const desk = useDesk();
  const list = useSettingsList(keys.roles(desk.workspaceId), desk.settings.roles);
  const [editing, setEditing] = useState<RoleDefinition | 'new'>();
  const own = list.data?.filter((role) => !role.builtIn) ?? [];
  return (
    <SettingsPage
      title={words.settings.nav.roles}
      lead={words.roles.lead}
      guarded="roles.change"
      action={
        <Button look="primary" onClick={() => setEditing('new')}>
          <Plus className="size-4" />
          {words.roles.create}
        </Button>
      }
    >
      <Sheet title={words.roles.own}>
        <SettingsList list={{ ...list, data: list.data && own }} empty={words.roles.ownEmpty}>
          {(role) => (
            <RoleLine key={role.id} role={role} change={list.change} onEdit={() => setEditing(role)} />
          )}
        </SettingsList>
      </Sheet>
      {list.data && (
        <Sheet title={words.roles.matrix}>
          <RoleMatrix roles={list.data} />
        </Sheet>
      )}
      {editing && (
        <RoleDialog
          role={editing === 'new' ? undefined : editing}
          roles={list.data ?? []}
          change={list.change}
          onClose={() => setEditing(undefined)}
        />
      )}
    </SettingsPage>
  );
}

type LineProps = {
  role: RoleDefinition;
  change: (action: () => Promise<unknown>) => Promise<boolean>;
  onEdit: () => void;
};

function RoleLine({ role, change, onEdit }: LineProps) {
  const words = useWords();
  const desk = useDesk();
  const mine = usePermissions();
  const changeable = useCan('roles.change') && role.permissions.every((each) => mine.includes(each));
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{role.name}</p>
        <p className="truncate text-xs text-faint">
          {words.roles.members(role.members)} · {words.roles.keys(role.apiKeys)}
        </p>
      </div>
      {changeable && (
        <>
          <IconButton label={words.roles.edit(role.name)} onClick={onEdit}>
            <Pencil className="size-4" />
          </IconButton>
          <RemoveButton
            label={words.roles.delete(role.name)}
            title={words.roles.deleteTitle(role.name)}
            text={words.roles.deleteText}
            onRemove={() => void change(() => desk.settings.removeRole(role.id))}
          />
        </>
      )}
    </li>
  );
}
