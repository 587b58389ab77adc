import { CalendarDays, Inbox, ListFilter, Paperclip, StickyNote, Tag, UserRound, Users } from 'lucide-react';
import { useInboxes, useMembers, useTeams } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuLine, SubMenu } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useLabels } from './useLabels.ts';

type Props = { onAdd: (name: string, value: string) => void };

/** Chooses what the field could be told as well: the menu types it, so that one learns the words by using it. */
export function SearchFilterMenu({ onAdd }: Props) {
  const words = useWords();
  const { filters } = words.search;
  const labels = useLabels();
  const inboxes = useInboxes();
  const teams = useTeams();
  return (
    <Menu
      trigger={
        <Button size="sm" look="quiet">
          <ListFilter className="size-3.5" />
          {filters.add}
        </Button>
      }
    >
      <People
        name="from"
        sign={<UserRound />}
        onAdd={onAdd}
        first={{ value: 'customer', label: filters.customer }}
      />
      <People
        name="assignee"
        sign={<UserRound />}
        onAdd={onAdd}
        first={{ value: 'none', label: filters.nobody }}
      />
      <Choices name="team" sign={<Users />} onAdd={onAdd} values={teams.map((t) => t.name)} />
      <Choices name="in" sign={<Inbox />} onAdd={onAdd} values={inboxes.map((i) => i.name)} />
      <Choices name="label" sign={<Tag />} onAdd={onAdd} values={labels} />
      <SubMenu label={filters.names.is} sign={<StickyNote />}>
        <MenuItem onSelect={() => onAdd('is', 'note')}>{filters.notes}</MenuItem>
        {(['open', 'snoozed', 'resolved'] as const).map((status) => (
          <MenuItem key={status} onSelect={() => onAdd('is', status)}>
            {words.inbox.status[status]}
          </MenuItem>
        ))}
      </SubMenu>
      <MenuLine />
      <MenuItem sign={<Paperclip />} onSelect={() => onAdd('has', 'file')}>
        {filters.file}
      </MenuItem>
      <SubMenu label={filters.time} sign={<CalendarDays />}>
        <MenuItem onSelect={() => onAdd('on', daysAgo(0))}>{filters.today}</MenuItem>
        <MenuItem onSelect={() => onAdd('after', daysAgo(7))}>{filters.week}</MenuItem>
        <MenuItem onSelect={() => onAdd('after', daysAgo(30))}>{filters.month}</MenuItem>
        <MenuItem onSelect={() => onAdd('after', daysAgo(365))}>{filters.year}</MenuItem>
      </SubMenu>
    </Menu>
  );
}

type ChoiceProps = Props & { name: 'from' | 'assignee' | 'team' | 'in' | 'label'; sign: React.ReactNode };

function People({ name, sign, onAdd, first }: ChoiceProps & { first: { value: string; label: string } }) {
  const { filters } = useWords().search;
  const { userId } = useDesk();
  const members = useMembers();
  return (
    <SubMenu label={filters.names[name]} sign={sign}>
      <MenuItem onSelect={() => onAdd(name, 'me')}>{filters.me}</MenuItem>
      <MenuItem onSelect={() => onAdd(name, first.value)}>{first.label}</MenuItem>
      {members
        .filter((m) => m.userId !== userId)
        .map((m) => (
          <MenuItem key={m.userId} onSelect={() => onAdd(name, m.name)}>
            {m.name}
          </MenuItem>
        ))}
    </SubMenu>
  );
}

function Choices({ name, sign, onAdd, values }: ChoiceProps & { values: string[] }) {
  const { filters } = useWords().search;
  if (values.length === 0) return null;
  return (
    <SubMenu label={filters.names[name]} sign={sign}>
      {values.map((value) => (
        <MenuItem key={value} onSelect={() => onAdd(name, value)}>
          {value}
        </MenuItem>
      ))}
    </SubMenu>
  );
}

/** `2026-03-01`, here. */
function daysAgo(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() - days);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
