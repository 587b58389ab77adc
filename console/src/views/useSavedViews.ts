import type { SavedView } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const FRESH = 5 * 60_000;

/** The saved views that one has, in their order; a `changed` frame makes them load anew. */
export function useSavedViews(): SavedView[] {
  const desk = useDesk();
  const query = useQuery({
    queryKey: keys.views(desk.workspaceId),
    queryFn: async () => {
      const { items, counts } = await desk.api.views();
      desk.rows.setOwnCounts(counts);
      return items;
    },
    staleTime: FRESH,
  });
  return query.data ?? none;
}

const none: SavedView[] = [];
