import type { Conversation, ConversationPatch } from '@causerie/protocol';
import { CircleUser, Clock, Flag, Tag, UserRoundX, Users } from 'lucide-react';
import { useState } from 'react';
import { LabelPicker } from '../labels/LabelPicker.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Menu, MenuGroup, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { priorities } from './MoreMenu.tsx';
import { PrioritySign } from './PrioritySign.tsx';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import { useMembers, useTeams } from './useDirectory.ts';

/** What is done with many: `keep` leaves them selected. */
export type Change = (patch: ConversationPatch, keep?: boolean) => Promise<void>;

export function AssignAll({ change }: { change: Change }) {
  const words = useWords().inbox.actions;
  const { userId } = useDesk();
  const members = useMembers();
  const teams = useTeams();
  return (
    <Menu
      trigger={
        <IconButton label={words.assign} size="sm">
          <CircleUser className="size-4" />
        </IconButton>
      }
    >
      <MenuItem sign={<CircleUser />} onSelect={() => void change({ assigneeId: userId })}>
        {words.assignMe}
      </MenuItem>
      <MenuItem sign={<UserRoundX />} onSelect={() => void change({ assigneeId: null })}>
        {words.nobody}
      </MenuItem>
      <MenuLine />
      <MenuGroup label={words.people}>
        {members
          .filter((m) => m.userId !== userId)
          .map((m) => (
            <MenuItem key={m.userId} label={m.name} onSelect={() => void change({ assigneeId: m.userId })}>
              {m.name}
            </MenuItem>
          ))}
      </MenuGroup>
      {teams.length > 0 && (
        <>
          <MenuLine />
          <MenuGroup label={words.teams}>
            {teams.map((t) => (
              <MenuItem
                key={t.id}
                label={t.name}
                sign={<Users />}
                onSelect={() => void change({ teamId: t.id })}
              >
                {t.name}
              </MenuItem>
            ))}
            <MenuItem onSelect={() => void change({ teamId: null })}>{words.noTeam}</MenuItem>
          </MenuGroup>
        </>
      )}
    </Menu>
  );
}

export function LabelAll({ chosen, change }: { chosen: Conversation[]; change: Change }) {
  const words = useWords().desk.labels;
  const [open, setOpen] = useState(false);
  const [first, ...others] = chosen;
  const common = (first?.labels ?? []).filter((label) => others.every((row) => row.labels.includes(label)));
  return (
    <Popover
      label={words.change}
      side="bottom"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={words.change} size="sm">
          <Tag className="size-4" />
        </IconButton>
      }
    >
      <LabelPicker
        chosen={common}
        onToggle={(name, add) => void change(add ? { addLabels: [name] } : { removeLabels: [name] }, true)}
      />
    </Popover>
  );
}

export function PriorityAll({ change }: { change: Change }) {
  const words = useWords().inbox;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={words.actions.priority} size="sm">
          <Flag className="size-4" />
        </IconButton>
      }
    >
      {priorities.map((priority) => (
        <MenuItem
          key={priority}
          label={words.priorities[priority]}
          sign={<PrioritySign priority={priority} />}
          onSelect={() => void change({ priority })}
        >
          {words.priorities[priority]}
        </MenuItem>
      ))}
    </Menu>
  );
}

export function SnoozeAll({ change }: { change: Change }) {
  const words = useWords().inbox.actions;
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label={words.snooze} size="sm" onClick={() => setOpen(true)}>
        <Clock className="size-4" />
      </IconButton>
      {open && (
        <SnoozeDialog
          onClose={() => setOpen(false)}
          onChoose={(until) => void change({ status: 'snoozed', snoozedUntil: until.toISOString() })}
        />
      )}
    </>
  );
}
