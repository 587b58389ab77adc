import type { SavedView } from '@causerie/protocol';
import { Pencil, Plus, Star, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTeams } from '../conversations/useDirectory.ts';
import { inboxRoute } from '../conversations/useFilter.ts';
import { useCounts, useOwnCounts } from '../conversations/useRows.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { IconButton } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useCanShare } from './useCanShare.ts';
import { useSavedViews } from './useSavedViews.ts';
import { editView } from './ViewEditor.tsx';
import { ViewLink } from './ViewLink.tsx';
import { everyView, viewPlaces } from './viewPlaces.ts';

/** Every view there is for this reader: those that everybody has, one for each team of theirs, saved ones. */
export function ViewList({ onChosen }: { onChosen?: () => void }) {
  const words = useWords();
  const { userId } = useDesk();
  const { view: current } = inboxRoute.useParams();
  const { team: currentTeam } = inboxRoute.useSearch();
  const counts = useCounts();
  const own = useOwnCounts();
  const teams = useTeams().filter((team) => team.memberIds.includes(userId));
  const edit = (what: Parameters<typeof editView>[0]) => {
    onChosen?.();
    editView(what);
  };
  return (
    <div className="flex flex-col gap-3 overflow-y-auto p-2">
      <ul aria-label={words.inbox.viewsLabel} className="flex flex-col gap-px">
        {everyView.map((view) => {
          const { Sign, count } = viewPlaces[view];
          return (
            <ViewLink
              key={view}
              view={view}
              name={words.inbox.views[view]}
              sign={<Sign />}
              count={counts && count(counts, userId, own)}
              current={view === current && !currentTeam}
              onChosen={onChosen}
            />
          );
        })}
      </ul>
      {teams.length > 0 && (
        <Section title={words.views.teams}>
          {teams.map((team) => (
            <ViewLink
              key={team.id}
              view="all"
              team={team.id}
              name={team.name}
              sign={<Users />}
              count={counts && (counts.byTeam[team.id] ?? 0)}
              current={current === 'all' && team.id === currentTeam}
              onChosen={onChosen}
            />
          ))}
        </Section>
      )}
      <Section
        title={words.views.saved}
        action={
          <IconButton label={words.views.create} size="sm" onClick={() => edit({})}>
            <Plus className="size-4" />
          </IconButton>
        }
      >
        <SavedLinks current={current} onEdit={(view) => edit({ view })} onChosen={onChosen} />
      </Section>
    </div>
  );
}

type SavedProps = { current: string; onEdit: (view: SavedView) => void; onChosen?: () => void };

function SavedLinks({ current, onEdit, onChosen }: SavedProps) {
  const words = useWords().views;
  const own = useOwnCounts();
  const canShare = useCanShare();
  return useSavedViews().map((view) => (
    <ViewLink
      key={view.id}
      view={view.id}
      name={view.name}
      sign={view.emoji ?? <Star />}
      count={view.counted ? own[view.id] : undefined}
      current={view.id === current}
      onChosen={onChosen}
    >
      {(view.visibility === 'private' || canShare) && (
        <IconButton
          label={words.edit(view.name)}
          size="sm"
          className="absolute end-1 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
          onClick={() => onEdit(view)}
        >
          <Pencil className="size-3.5" />
        </IconButton>
      )}
    </ViewLink>
  ));
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className="flex h-7 items-center ps-2">
        <h2 className="flex-1 text-xs font-medium text-faint">{title}</h2>
        {action}
      </div>
      <ul aria-label={title} className="flex flex-col gap-px">
        {children}
      </ul>
    </section>
  );
}
