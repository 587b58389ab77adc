import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { createListCutter } from './listCutter.ts';
import { decidedBy, type ListFilter, type Place, placeOf } from './rows.ts';
import { useMembersOf, useRows } from './useRows.ts';

const PAGE = 50;
/** Filters may ask for "longer ago than": what only time changes is looked up this often. */
const AGAIN_MS = 60_000;
type LoadedPage = { next?: string; end?: Place; watermark: string };

/**
 * One list. Pages only say how far down it is loaded; what it shows is cut out of all known rows, which the socket
 * keeps current, so that it never needs loading again. Of a view that only the server can decide, pages and the socket
 * say which rows are in it.
 */
export function useConversationList(filter: ListFilter) {
  const desk = useDesk();
  const { view, viewId, teamId, inboxId, sort } = filter;
  const decided = decidedBy(filter);
  const query = useInfiniteQuery({
    queryKey: [...keys.list(desk.workspaceId, viewId ?? view), { teamId, inboxId, sort }],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: LoadedPage) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnMount: viewId ? 'always' : true,
    refetchInterval: viewId ? AGAIN_MS : false,
    queryFn: async ({ pageParam, signal }): Promise<LoadedPage> => {
      const page = await desk.api.conversations(
        { ...(viewId ? { viewId } : { view }), teamId, inboxId, sort, limit: PAGE, cursor: pageParam },
        signal,
      );
      const last = page.items.at(-1);
      const end = last && placeOf(last, sort);
      if (decided) {
        const ids = page.items.map((row) => row.id);
        desk.rows.addMembers(decided, {
          ids,
          sort,
          from: placeAt(pageParam),
          to: page.next ? end : undefined,
        });
      }
      desk.rows.merge(page.items, page.reads, 'once');
      desk.rows.setCounts(page.counts);
      desk.follow(page.watermark);
      return { next: page.next, end, watermark: page.watermark };
    },
  });

  const rows = useRows();
  const members = useMembersOf(decided);
  const [cut] = useState(createListCutter);
  const { data, hasNextPage } = query;
  useFollowedView(decided, data?.pages[0]?.watermark);
  const end = hasNextPage ? data?.pages.at(-1)?.end : undefined;
  const list = useMemo(
    () => (data ? cut(rows, { view, viewId, teamId, inboxId, sort }, desk.userId, end, members) : undefined),
    [cut, rows, data, view, viewId, teamId, inboxId, sort, desk.userId, end, members],
  );
  return { ...query, list };
}

/** The place that a cursor of the server stands for. */
function placeAt(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = atob(cursor.replaceAll('-', '+').replaceAll('_', '/')).split('|');
  return { at, id };
}

/** Hears of what comes into the view and leaves it, from the first page's watermark on. */
function useFollowedView(view: string | undefined, watermark: string | undefined) {
  const { client, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (view === undefined || watermark === undefined) return;
    return client.followView(view, watermark);
  }, [client, view, watermark]);
  // A view that changed shows other conversations.
  useEffect(
    () =>
      client.on('changed', ({ what }) => {
        if (what === 'views' && view !== undefined)
          void queryClient.invalidateQueries({ queryKey: keys.list(workspaceId, view) });
      }),
    [client, queryClient, workspaceId, view],
  );
}
