import { useTeams } from '../conversations/useDirectory.ts';
import { inboxRoute } from '../conversations/useFilter.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { useSavedViews } from './useSavedViews.ts';

/** What the list of the address is called. */
export function useViewName(): string {
  const words = useWords();
  const { view } = inboxRoute.useParams();
  const { team } = inboxRoute.useSearch();
  const saved = useSavedViews().find((each) => each.id === view);
  const teamName = useTeams().find((each) => each.id === team)?.name;
  const names: Record<string, string> = words.inbox.views;
  if (view === 'all' && teamName) return teamName;
  return saved ? [saved.emoji, saved.name].filter(Boolean).join(' ') : (names[view] ?? words.views.saved);
}
