import type { Member } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useCounts } from '../conversations/useRows.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

type LoadedMember = Pick<Member, 'userId' | 'capacity' | 'load'>;
export type Load = { load: number; capacity: number };

/** How many conversations each member has and may have: by the live counts of the views, until they are here by the member. */
export function useLoads(): (member: LoadedMember) => Load | undefined {
  const desk = useDesk();
  const counts = useCounts();
  const { data } = useQuery({
    queryKey: keys.workspace(desk.workspaceId),
    queryFn: desk.settings.workspace,
    staleTime: 5 * 60_000,
  });
  return (member) => {
    if (!counts || !data) return undefined;
    return {
      load: counts.byAssignee[member.userId] ?? 0,
      capacity: member.capacity ?? data.standardCapacity,
    };
  };
}
