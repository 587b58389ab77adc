import type { SearchHit, UnderstoodFilter } from '@causerie/protocol';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const PAGE = 25;

/** Days of a search are days here. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What is found for `q`, page by page. While another search is on its way the last one's results stay. */
export function useSearch(q: string) {
  const desk = useDesk();
  const query = useInfiniteQuery({
    queryKey: keys.search(desk.workspaceId, q),
    queryFn: ({ pageParam, signal }) =>
      desk.api.search({ q, limit: PAGE, cursor: pageParam, timeZone: hereZone() }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled: q !== '',
    placeholderData: keepPreviousData,
    // What was said a moment ago must be found, and results must not move while one goes through them.
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const pages = q === '' ? [] : (query.data?.pages ?? []);
  const last = pages.at(-1);
  return {
    ...query,
    hits: pages.flatMap((page): SearchHit[] => page.items),
    filters: (pages[0]?.filters ?? []) as UnderstoodFilter[],
    searchedTo: last?.searchedTo ?? null,
    indexing: last?.indexing ?? false,
  };
}
