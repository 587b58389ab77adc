import type { Conversation, ConversationPatch } from '@causerie/protocol';
import {
  Check,
  CircleUser,
  Clock,
  Flag,
  ListChecks,
  RotateCcw,
  ShieldAlert,
  ShieldCheck,
  Tag,
  UserRoundX,
  Users,
  X,
} from 'lucide-react';
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
import { useBulkActions } from './useBulkActions.ts';
import { useMembers, useTeams } from './useDirectory.ts';
import { useRows } from './useRows.ts';
import type { Selection } from './useSelection.ts';

type Props = { selection: Selection; shown: number; onAll: () => void };
type Change = (patch: ConversationPatch, keep?: boolean) => Promise<void>;

/** What can be done with all that is selected, in place of the list's filters. */
export function BulkBar({ selection, shown, onAll }: Props) {
  const words = useWords();
  const { bulk } = words.desk;
  const { busy, change } = useBulkActions(selection.ids, selection.clear);
  const rows = useRows().conversations;
  const chosen = [...selection.ids].flatMap((id) => rows.get(id) ?? []);
  const closed = chosen.every((row) => row.status === 'resolved');
  const spam = chosen.every((row) => row.spam);
  return (
    <div
      role="toolbar"
      aria-label={bulk.toolbar}
      aria-busy={busy}
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-0.5 border-b border-line bg-accent-soft/60 ps-2 pe-2 pb-1.5"
    >
      <IconButton label={bulk.clear} shortcut="esc" size="sm" onClick={selection.clear}>
        <X className="size-4" />
      </IconButton>
      <p role="status" className="tabular px-1 text-xs font-medium whitespace-nowrap text-accent-ink">
        {busy ? bulk.working : bulk.selected(selection.ids.size)}
      </p>
      {selection.ids.size < shown && (
        <IconButton label={bulk.all(shown)} size="sm" onClick={onAll}>
          <ListChecks className="size-4" />
        </IconButton>
      )}
      <span className="flex-1" />
      <AssignAll change={change} />
      <LabelAll chosen={chosen} change={change} />
      <PriorityAll change={change} />
      <SnoozeAll change={change} />
      <IconButton
        label={spam ? words.desk.spam.unmark : words.desk.spam.mark}
        size="sm"
        onClick={() => void change({ spam: !spam })}
      >
        {spam ? <ShieldCheck className="size-4" /> : <ShieldAlert className="size-4" />}
      </IconButton>
      <IconButton
        label={closed ? words.inbox.actions.reopen : words.inbox.actions.resolve}
        size="sm"
        onClick={() => void change({ status: closed ? 'open' : 'resolved' })}
      >
        {closed ? <RotateCcw className="size-4" /> : <Check className="size-4" />}
      </IconButton>
    </div>
  );
}

function AssignAll({ change }: { change: Change }) {
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

function LabelAll({ chosen, change }: { chosen: Conversation[]; change: Change }) {
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

function PriorityAll({ change }: { change: Change }) {
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

function SnoozeAll({ change }: { change: Change }) {
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
