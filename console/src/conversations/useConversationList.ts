import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { type ListFilter, listRows, type Place, placeOf } from './rows.ts';
import { useRows } from './useRows.ts';

const PAGE = 50;
type LoadedPage = { next?: string; end?: Place };

/**
 * One list. Pages only say how far down it is loaded; what it shows is cut out of all known rows, which the socket
 * keeps current, so that it never needs loading again.
 */
export function useConversationList(filter: ListFilter) {
  const desk = useDesk();
  const { view, teamId, inboxId, sort } = filter;
  const query = useInfiniteQuery({
    queryKey: [...keys.lists(desk.workspaceId), { view, teamId, inboxId, sort }],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: LoadedPage) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ pageParam, signal }): Promise<LoadedPage> => {
      const page = await desk.api.conversations(
        { view, teamId, inboxId, sort, limit: PAGE, cursor: pageParam },
        signal,
      );
      desk.rows.merge(page.items, page.reads, 'once');
      desk.rows.setCounts(page.counts);
      desk.follow(page.watermark);
      const last = page.items.at(-1);
      return { next: page.next, end: last && placeOf(last, sort) };
    },
  });

  const rows = useRows();
  const { data, hasNextPage } = query;
  const end = hasNextPage ? data?.pages.at(-1)?.end : undefined;
  const list = useMemo(
    () => (data ? listRows(rows, { view, teamId, inboxId, sort }, desk.userId, end) : undefined),
    [rows, data, view, teamId, inboxId, sort, desk.userId, end],
  );
  return { ...query, list };
}
