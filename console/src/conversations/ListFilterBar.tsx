import type { Inbox, Team } from '@causerie/protocol';
import { useNavigate } from '@tanstack/react-router';
import { ArrowDownUp, ListFilter as FilterSign, PanelLeftClose } from 'lucide-react';
import { setPreferences } from '../shell/preferences.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ChipRemove } from '../ui/ChipRemove.tsx';
import { Menu, MenuGroup, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { filterOfList } from '../views/filterOfList.ts';
import { editView } from '../views/ViewEditor.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import type { ListFilter } from './rows.ts';
import { useInboxes, useTeams } from './useDirectory.ts';
import { inboxRoute } from './useFilter.ts';

/** Team, inbox and order of the list; what is set stands there as a chip that takes itself away. */
export function ListFilterBar({ filter }: { filter: ListFilter }) {
  const words = useWords().inbox;
  const teams = useTeams();
  const inboxes = useInboxes();
  const navigate = useNavigate();
  const params = inboxRoute.useParams();
  const set = (search: { team?: string; inbox?: string }) =>
    void navigate({
      to: '/w/$workspaceId/inbox/$view',
      params,
      search: { team: filter.teamId, inbox: filter.inboxId, ...search },
    });
  const team = teams.find((t) => t.id === filter.teamId);
  const inbox = inboxes.find((i) => i.id === filter.inboxId);
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-1.5 border-b border-line ps-2.5 pe-2 pb-1.5">
      <FilterMenu filter={filter} teams={teams} inboxes={inboxes} set={set} />
      {team && <Chip name={team.name} onRemove={() => set({ team: undefined })} />}
      {inbox && <Chip name={inbox.name} onRemove={() => set({ inbox: undefined })} />}
      <span className="flex-1" />
      <SaveView filter={filter} />
      <IconButton
        label={words.collapseList}
        size="sm"
        className="max-md:hidden"
        onClick={() => setPreferences({ listOpen: false })}
      >
        <PanelLeftClose className="size-4 rtl:rotate-180" />
      </IconButton>
    </div>
  );
}

/** What the list shows now, kept under a name. */
function SaveView({ filter }: { filter: ListFilter }) {
  const words = useWords().views;
  const filtered = filter.teamId ?? filter.inboxId;
  if (filter.viewId !== undefined || !filtered) return null;
  return (
    <Button
      size="sm"
      look="quiet"
      onClick={() => editView({ start: { filter: filterOfList(filter), sort: filter.sort } })}
    >
      {words.save}
    </Button>
  );
}

type MenuProps = {
  filter: ListFilter;
  teams: Team[];
  inboxes: Inbox[];
  set: (search: { team?: string; inbox?: string }) => void;
};

function FilterMenu({ filter, teams, inboxes, set }: MenuProps) {
  const words = useWords().inbox;
  // A saved view has an order of its own, and whoever waits longest is first by name.
  const ordered = filter.viewId === undefined && filter.view !== 'waiting';
  return (
    <Menu
      trigger={
        <Button size="sm" look="quiet">
          {filter.sort !== 'newest' ? (
            <ArrowDownUp className="size-3.5" />
          ) : (
            <FilterSign className="size-3.5" />
          )}
          {filter.sort === 'newest' ? words.filter.label : words.filter[filter.sort]}
        </Button>
      }
    >
      {ordered && (
        <>
          <MenuGroup label={words.filter.order}>
            {(['newest', 'oldest', 'waiting', 'due'] as const).map((sort) => (
              <MenuItem key={sort} checked={filter.sort === sort} onSelect={() => setPreferences({ sort })}>
                {words.filter[sort]}
              </MenuItem>
            ))}
          </MenuGroup>
          <MenuLine />
        </>
      )}
      <MenuGroup label={words.filter.team}>
        <MenuItem checked={!filter.teamId} onSelect={() => set({ team: undefined })}>
          {words.filter.everyTeam}
        </MenuItem>
        {teams.map((t) => (
          <MenuItem key={t.id} checked={t.id === filter.teamId} onSelect={() => set({ team: t.id })}>
            {t.name}
          </MenuItem>
        ))}
      </MenuGroup>
      {inboxes.length > 1 && (
        <>
          <MenuLine />
          <MenuGroup label={words.filter.inbox}>
            <MenuItem checked={!filter.inboxId} onSelect={() => set({ inbox: undefined })}>
              {words.filter.everyInbox}
            </MenuItem>
            {inboxes.map((i) => (
              <MenuItem key={i.id} checked={i.id === filter.inboxId} onSelect={() => set({ inbox: i.id })}>
                {i.name}
              </MenuItem>
            ))}
          </MenuGroup>
        </>
      )}
    </Menu>
  );
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const words = useWords().inbox.filter;
  return (
    <span className="flex min-w-0 items-center rounded-full bg-accent-soft ps-2.5 text-xs font-medium text-accent-ink">
      <span className="truncate">{name}</span>
      <ChipRemove label={words.clear(name)} onRemove={onRemove} />
    </span>
  );
}
