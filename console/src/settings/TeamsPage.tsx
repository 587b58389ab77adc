import type { Team } from '@causerie/protocol';
import { Pencil, Plus, Users } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useMembers } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { TextField } from '../ui/Field.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { SettingsList } from './SettingsList.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

export function TeamsPage() {
  const words = useWords().settings.teams;
  const desk = useDesk();
  const list = useSettingsList<Team>(keys.teams(desk.workspaceId), desk.settings.teams);
  const [editing, setEditing] = useState<Team | 'new'>();
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      guarded="teams.change"
      action={
        <Button look="primary" onClick={() => setEditing('new')}>
          <Plus className="size-4" />
          {words.create}
        </Button>
      }
    >
      <Sheet>
        <SettingsList list={list} empty={words.empty}>
          {(team) => (
            <TeamLine key={team.id} team={team} onEdit={() => setEditing(team)} change={list.change} />
          )}
        </SettingsList>
      </Sheet>
      {editing && (
        <TeamDialog
          team={editing === 'new' ? undefined : editing}
          change={list.change}
          onClose={() => setEditing(undefined)}
        />
      )}
    </SettingsPage>
  );
}

function TeamLine({ team, onEdit, change }: { team: Team; onEdit: () => void; change: Change }) {
  const words = useWords();
  const { teams } = words.settings;
  const desk = useDesk();
  const can = useCan('teams.change');
  const { list } = useFormats();
  const names = useMembers()
    .filter((m) => team.memberIds.includes(m.userId))
    .map((m) => m.name);
  return (
    <li className="flex items-center gap-3 py-2.5">
      <span className="flex size-8.5 shrink-0 items-center justify-center rounded-lg bg-sunken text-soft">
        <Users className="size-4" aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{team.name}</p>
        <p className="truncate text-xs text-faint">{list(names) || teams.count(0)}</p>
      </div>
      {can && (
        <>
          <IconButton label={teams.edit(team.name)} onClick={onEdit}>
            <Pencil className="size-4" />
          </IconButton>
          <RemoveButton
            label={teams.delete(team.name)}
            title={teams.deleteTitle(team.name)}
            text={teams.deleteText}
            onRemove={() => void change(() => desk.settings.removeTeam(team.id))}
          />
        </>
      )}
    </li>
  );
}

type DialogProps = { team: Team | undefined; change: Change; onClose: () => void };

function TeamDialog({ team, change, onClose }: DialogProps) {
  const words = useWords();
  const { teams } = words.settings;
  const desk = useDesk();
  const members = useMembers();
  const [name, setName] = useState(team?.name ?? '');
  const [memberIds, setMemberIds] = useState(team?.memberIds ?? []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), memberIds };
    const saved = await change(() =>
      team ? desk.settings.patchTeam(team.id, body) : desk.settings.createTeam(body),
    );
    if (saved) onClose();
  };
  return (
    <Dialog open onClose={onClose} title={team ? teams.edit(team.name) : teams.create}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          required
          maxLength={80}
          label={teams.name}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{teams.members}</legend>
          <div className="max-h-60 overflow-y-auto rounded-md border border-line p-1">
            {members.map((m) => (
              <label
                key={m.userId}
                className="flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
              >
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={memberIds.includes(m.userId)}
                  onChange={(e) =>
                    setMemberIds(
                      e.target.checked ? [...memberIds, m.userId] : memberIds.filter((id) => id !== m.userId),
                    )
                  }
                />
                <Avatar id={m.userId} name={m.name} url={m.avatarUrl} size="sm" />
                {m.name}
              </label>
            ))}
          </div>
        </fieldset>
        <DialogButtons onClose={onClose}>{words.common.save}</DialogButtons>
      </form>
    </Dialog>
  );
}
