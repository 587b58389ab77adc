import type { Conversation, Member, Team } from '@causerie/protocol';
import { ArrowRightLeft, ChevronDown, CircleUser, UserRoundX, Users } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { AnywayDialog } from '../routing/AnywayDialog.tsx';
import { LoadOf, presenceOf } from '../routing/LoadOf.tsx';
import { TransferDialog } from '../routing/TransferDialog.tsx';
import { shortcuts, useShortcut } from '../shell/shortcuts.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuGroup, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import type { ConversationActions } from './useConversationActions.ts';
import { useMembers, useTeams } from './useDirectory.ts';

type Props = { row: Conversation; actions: ConversationActions };

/** Who looks after it: me, a colleague, a team, nobody. */
export function AssignMenu({ row, actions }: Props) {
  const words = useWords().inbox.actions;
  const transferWords = useWords().routing.transfer;
  const { userId } = useDesk();
  const members = useMembers();
  const teams = useTeams();
  const [open, setOpen] = useState(false);
  useShortcut('assign', () => setOpen(true));
  const [transferring, setTransferring] = useState(false);
  useShortcut('transfer', () => setTransferring(true));
  useShortcut('takeIt', () => void actions.assign(userId), row.assigneeId !== userId);
  const assignee = members.find((m) => m.userId === row.assigneeId);
  const team = teams.find((t) => t.id === row.teamId);
  return (
    <>
      <Menu
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button
            look="quiet"
            className="max-w-48"
            aria-label={assignee ? words.assignTo(assignee.name) : words.assign}
          >
            {assignee ? (
              <Avatar id={assignee.userId} name={assignee.name} url={assignee.avatarUrl} size="sm" />
            ) : (
              <CircleUser className="size-4.5 text-faint" />
            )}
            <span className="truncate max-[1400px]:hidden">
              {assignee?.name ?? team?.name ?? words.unassigned}
            </span>
            <ChevronDown className="size-3.5 shrink-0 text-faint max-md:hidden" />
          </Button>
        }
      >
        <MenuItem
          sign={<CircleUser />}
          shortcut={shortcuts.takeIt.keys}
          checked={row.assigneeId === userId}
          onSelect={() => void actions.assign(userId)}
        >
          {words.assignMe}
        </MenuItem>
        <MenuItem
          sign={<UserRoundX />}
          checked={row.assigneeId === null}
          onSelect={() => void actions.assign(null)}
        >
          {words.nobody}
        </MenuItem>
        <People row={row} actions={actions} members={members.filter((m) => m.userId !== userId)} />
        <Teams row={row} actions={actions} teams={teams} />
        <MenuLine />
        <MenuItem
          sign={<ArrowRightLeft />}
          shortcut={shortcuts.transfer.keys}
          onSelect={() => setTransferring(true)}
        >
          {transferWords.item}
        </MenuItem>
      </Menu>
      {transferring && <TransferDialog row={row} onClose={() => setTransferring(false)} />}
      <AnywayDialog row={row} onAnyway={(id) => void actions.assign(id, true)} />
    </>
  );
}

function People({ row, actions, members }: Props & { members: Member[] }) {
  const words = useWords().inbox.actions;
  if (members.length === 0) return null;
  return (
    <>
      <MenuLine />
      <MenuGroup label={words.people}>
        {members.map((m) => (
          <MenuItem
            key={m.userId}
            label={m.name}
            sign={<Avatar id={m.userId} name={m.name} url={m.avatarUrl} size="sm" presence={presenceOf(m)} />}
            hint={<LoadOf member={m} />}
            checked={m.userId === row.assigneeId}
            onSelect={() => void actions.assign(m.userId)}
          >
            <span className="ms-1">{m.name}</span>
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  );
}

/** Choosing the team that has it takes it from the team again. */
function Teams({ row, actions, teams }: Props & { teams: Team[] }) {
  const words = useWords().inbox.actions;
  if (teams.length === 0) return null;
  return (
    <>
      <MenuLine />
      <MenuGroup label={words.teams}>
        {teams.map((t) => (
          <MenuItem
            key={t.id}
            sign={<Users />}
            checked={t.id === row.teamId}
            onSelect={() => void actions.assignTeam(t.id === row.teamId ? null : t.id)}
          >
            {t.name}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  );
}
