import { usePreferences } from '../shell/preferences.ts';
import { useCounts, useRows } from './useRows.ts';

/** Whether the workspace has never had a conversation, as far as the lists know, and the welcome is not done with. */
export function useFirstVisit(): boolean {
  const { welcomeDone } = usePreferences();
  const counts = useCounts();
  const rows = useRows();
  if (welcomeDone || !counts) return false;
  return counts.open === 0 && counts.snoozed === 0 && rows.conversations.size === 0;
}
