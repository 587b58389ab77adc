import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { useCounts, useRows } from './useRows.ts';

/** Whether the workspace has never had a conversation, and the welcome is not done with. */
export function useFirstVisit(): boolean {
  const desk = useDesk();
  const { welcomeDone } = usePreferences();
  const counts = useCounts();
  const rows = useRows();
  const quiet = counts?.open === 0 && counts.snoozed === 0 && rows.conversations.size === 0;
  // Nothing open may also mean that everything is resolved: the counts do not tell.
  const { data: resolved } = useQuery({
    queryKey: [...keys.lists(desk.workspaceId), 'any-resolved'],
    queryFn: async () => (await desk.api.conversations({ view: 'resolved', limit: 1 })).items.length,
    enabled: quiet && !welcomeDone,
  });
  return quiet && !welcomeDone && resolved === 0;
}
