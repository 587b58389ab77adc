import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { usePreferences } from '../shell/preferences.ts';
import type { ListFilter } from './rows.ts';

export const inboxRoute = getRouteApi('/w/$workspaceId/inbox/$view');

/** Which list the address asks for, in the order that this browser prefers. */
export function useFilter(): ListFilter {
  const { view } = inboxRoute.useParams();
  const { team, inbox } = inboxRoute.useSearch();
  const { sort } = usePreferences();
  return useMemo(() => ({ view, teamId: team, inboxId: inbox, sort }), [view, team, inbox, sort]);
}
