import type { Opportunity, OpportunityDetail, OpportunityList, OpportunityRun } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { isUnderWay } from '../automation/RunLine.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';

const LOOK_MS = 4000;

/** Searches, newest first. The socket tells of each step; should its word be lost, one looks while something goes on. */
export function useSearches() {
  const { finding, workspaceId } = useDesk();
  return useQuery<OpportunityRun[]>({
    queryKey: keys.searches(workspaceId),
    queryFn: finding.searches,
    enabled: useCan('reports.read'),
    refetchInterval: (query) => (isUnderWay(query.state.data?.[0]) ? LOOK_MS : false),
  });
}

/** What the newest search found. */
export function useOpportunityList() {
  const { finding, workspaceId } = useDesk();
  return useQuery<OpportunityList>({
    queryKey: keys.opportunityList(workspaceId),
    queryFn: finding.opportunities,
    enabled: useCan('reports.read'),
  });
}

export function useOpportunity(id: string) {
  const { finding, workspaceId } = useDesk();
  return useQuery<OpportunityDetail>({
    queryKey: keys.opportunity(workspaceId, id),
    queryFn: () => finding.opportunity(id),
    enabled: useCan('reports.read'),
  });
}

/** Has everything about opportunities asked for anew: resolves when it is there. */
export function useRefreshOpportunities(): () => Promise<void> {
  const { workspaceId } = useDesk();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: keys.opportunities(workspaceId) });
}

export type OpportunityState = 'open' | 'snippet' | 'faq' | 'dismissed';

/** What became of it. */
export function stateOf({ dismissed, faqId, snippetId }: Opportunity): OpportunityState {
  if (dismissed) return 'dismissed';
  return faqId ? 'faq' : snippetId ? 'snippet' : 'open';
}
