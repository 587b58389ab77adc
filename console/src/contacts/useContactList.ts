import type { ContactSort, Filter } from '@causerie/protocol';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { completeFilter } from '../filters/completeFilter.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

/** What the address of the list says. */
export type ContactListSearch = { q?: string; filter?: Filter; sort?: ContactSort; order?: 'asc' | 'desc' };

const PAGE = 60;

/** The contacts that the address asks for, page by page, and how many there are. */
export function useContactList({ q, filter, sort = 'last_seen', order }: ContactListSearch) {
  const desk = useDesk();
  const asked = contactQuery({ q, filter });
  const list = useInfiniteQuery({
    queryKey: [...keys.contactLists(desk.workspaceId), { ...asked, sort, order }],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { next?: string }) => page.next,
    queryFn: ({ pageParam, signal }) =>
      desk.api.contactList({ ...asked, sort, order, limit: PAGE, cursor: pageParam }, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const count = useQuery({
    queryKey: [...keys.contactLists(desk.workspaceId), 'count', asked],
    queryFn: ({ signal }) => desk.api.contactCount(asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return { list, count: count.data };
}

/** The parts of a request that say which contacts. */
export function contactQuery({ q, filter }: Pick<ContactListSearch, 'q' | 'filter'>): {
  q?: string;
  filter?: string;
} {
  const complete = filter && completeFilter(filter);
  return {
    ...(q && { q }),
    ...(complete && complete.tests.length > 0 && { filter: JSON.stringify(complete) }),
  };
}
