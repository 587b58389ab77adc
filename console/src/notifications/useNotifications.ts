import type { NotificationsPage } from '@causerie/protocol';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

/** The reader's notifications, newest first: read anew when something came, was read elsewhere, or may have been missed. */
export function useNotifications() {
  const desk = useDesk();
  const queryClient = useQueryClient();
  const { client, workspaceId } = desk;
  const query = useInfiniteQuery({
    queryKey: keys.notifications(workspaceId),
    queryFn: ({ pageParam }): Promise<NotificationsPage> => desk.api.notifications(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: NotificationsPage) => last.next,
    staleTime: 60_000,
  });
  useEffect(() => {
    const again = () => void queryClient.invalidateQueries({ queryKey: keys.notifications(workspaceId) });
    const stops = [
      client.on('notified', again),
      client.on('state', ({ state }) => state === 'online' && again()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, queryClient, workspaceId]);
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    unread: query.data?.pages[0]?.unread ?? 0,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  };
}
