import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const MOST_OFTEN_MS = 2000;
/** Also when nothing is heard: figures of today change at midnight. */
const AT_LEAST_MS = 60_000;

/**
 * The board, read again when the socket tells of a change: at most every two seconds, however much happens, and not at
 * all while nothing does.
 */
export function useBoard() {
  const { admin, client, followFromNow, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const queryKey = keys.board(workspaceId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is new on every render, but says the same
  useEffect(() => {
    // Whoever begins here has no list yet whose changes are told.
    followFromNow();
    let due: ReturnType<typeof setTimeout> | undefined;
    const renew = () => {
      due ??= setTimeout(() => {
        due = undefined;
        void queryClient.invalidateQueries({ queryKey });
      }, MOST_OFTEN_MS);
    };
    const stops = [client.on('rows', renew), client.on('counts', renew), client.on('availability', renew)];
    return () => {
      clearTimeout(due);
      for (const stop of stops) stop();
    };
  }, [client, followFromNow, queryClient, workspaceId]);
  return useQuery({ queryKey, queryFn: admin.board, refetchInterval: AT_LEAST_MS });
}
