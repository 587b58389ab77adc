import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

/** Asks again every few seconds until a page with the snippet was seen: one stands before it and waits for just that. */
export function useWatchedInboxes(seen: boolean): void {
  const desk = useDesk();
  useQuery({
    queryKey: keys.inboxes(desk.workspaceId),
    queryFn: desk.settings.inboxes,
    refetchInterval: seen ? false : 4000,
  });
}
