import type { Conversation, Queues } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useCounts } from '../conversations/useRows.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const EVERY_MS = 15_000;

/** A conversation's place among those who wait for the same people; only where the inbox has a queue to speak of. */
export function useQueuePlace(row: Conversation): { place: number; waiting: number } | undefined {
  const desk = useDesk();
  const inbox = useInboxes().find((i) => i.id === row.inboxId);
  const hasQueue = inbox?.routing.mode === 'auto' || inbox?.mode === 'live';
  const waits = hasQueue && row.status === 'open' && row.assigneeId === null;
  const { data } = useQuery<Queues>({
    queryKey: keys.queues(desk.workspaceId),
    queryFn: desk.api.queues,
    enabled: waits,
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
  });
  const queue = data?.items.find((q) => q.inboxId === row.inboxId && q.teamId === row.teamId);
  const at = queue?.conversationIds.indexOf(row.id) ?? -1;
  return waits && queue && at >= 0 ? { place: at + 1, waiting: queue.waiting } : undefined;
}

/** Once for the console: places are read anew as soon as the number of those who wait changes. */
export function useFreshQueues(): void {
  const desk = useDesk();
  const queryClient = useQueryClient();
  const waiting = useCounts()?.unassigned;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the number that matters
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: keys.queues(desk.workspaceId) });
  }, [waiting, desk.workspaceId, queryClient]);
}
