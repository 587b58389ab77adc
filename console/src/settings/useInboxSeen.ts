import { useQuery } from '@tanstack/react-query';
import { useRows } from '../conversations/useRows.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

/**
 * When a visitor last used an inbox, in milliseconds since 1970; changes live. Known from its conversations: the
 * server keeps no record yet of pages that only showed the bubble.
 */
export function useInboxSeen(workspaceId: string, inboxId: string): number | undefined {
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: ['inbox-seen', workspaceId, inboxId],
    queryFn: async () => {
      const pages = await Promise.all(
        (['all', 'resolved'] as const).map((view) => desk.api.conversations({ view, inboxId, limit: 1 })),
      );
      return pages.flatMap((page) => page.items).map((row) => Date.parse(row.activeAt));
    },
  });
  const live = [...useRows().conversations.values()]
    .filter((row) => row.inboxId === inboxId)
    .map((row) => Date.parse(row.activeAt));
  const times = [...(data ?? []), ...live];
  return times.length > 0 ? Math.max(...times) : undefined;
}
