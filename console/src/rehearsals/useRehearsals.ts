import type { Rehearsal, RehearsalDecisionsQuery, RehearsalReport } from '@causerie/protocol';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { isUnderWay } from '../automation/RunLine.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';

const LOOK_MS = 4000;

/** Newest first. The socket tells of each step; should its word be lost, one looks while something goes on. */
export function useRehearsals() {
  const { finding, workspaceId } = useDesk();
  return useQuery<Rehearsal[]>({
    queryKey: keys.rehearsals(workspaceId),
    queryFn: finding.rehearsals,
    enabled: useCan('reports.read'),
    refetchInterval: (query) => (isUnderWay(query.state.data?.[0]) ? LOOK_MS : false),
  });
}

/** What came of one that is ready. */
export function useRehearsal(id: string) {
  const { finding, workspaceId } = useDesk();
  return useQuery<RehearsalReport>({
    queryKey: keys.rehearsal(workspaceId, id),
    queryFn: () => finding.rehearsal(id),
    placeholderData: keepPreviousData,
  });
}

/** What it would have answered or asked back about, in pages. */
export function useRehearsed(id: string, filter: RehearsalDecisionsQuery) {
  const { finding, workspaceId } = useDesk();
  return useInfiniteQuery({
    queryKey: keys.rehearsed(workspaceId, id, filter),
    queryFn: ({ pageParam }) =>
      finding.rehearsed(id, { ...filter, limit: 20, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useRefreshRehearsals(): () => Promise<void> {
  const { workspaceId } = useDesk();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: keys.rehearsals(workspaceId) });
}
