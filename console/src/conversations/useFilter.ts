import type { ConversationView } from '@causerie/protocol';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { usePreferences } from '../shell/preferences.ts';
import { useSavedViews } from '../views/useSavedViews.ts';
import type { ListFilter } from './rows.ts';

export const inboxRoute = getRouteApi('/w/$workspaceId/inbox/$view');

/** Which list the address asks for: in the view's own order, or in the one that this browser prefers. */
export function useFilter(): ListFilter {
  const { view } = inboxRoute.useParams();
  const { team, inbox } = inboxRoute.useSearch();
  const { sort } = usePreferences();
  const saved = isSavedView(view) ? view : undefined;
  const own = useSavedViews().find((each) => each.id === saved)?.sort ?? 'newest';
  return useMemo(
    () => ({
      view: saved ? 'all' : (view as ConversationView),
      viewId: saved,
      teamId: team,
      inboxId: inbox,
      sort: saved ? own : view === 'waiting' ? 'waiting' : sort,
    }),
    [view, saved, own, team, inbox, sort],
  );
}

/** Whether a view of the address is somebody's own: those have ids for names. */
export const isSavedView = (view: string): boolean => view.length === 36;
