import type { FollowerList } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useReport } from '../ui/toasts.tsx';

/** Who follows a conversation, live, and the way to change it: oneself or a colleague. */
export function useFollowers(conversationId: string) {
  const desk = useDesk();
  const report = useReport();
  const queryClient = useQueryClient();
  const queryKey = keys.followers(desk.workspaceId, conversationId);
  const { data } = useQuery({
    queryKey,
    queryFn: () => desk.api.followers(conversationId),
    enabled: conversationId !== '',
    staleTime: 60_000,
  });
  const { client, workspaceId } = desk;
  useEffect(
    () =>
      client.on('followers', ({ conversationId: id, userIds }) =>
        queryClient.setQueryData<FollowerList>(keys.followers(workspaceId, id), { userIds: [...userIds] }),
      ),
    [client, queryClient, workspaceId],
  );
  const set = async (userId: string, follows: boolean) => {
    const before = queryClient.getQueryData<FollowerList>(queryKey);
    const others = (before?.userIds ?? []).filter((id) => id !== userId);
    queryClient.setQueryData<FollowerList>(queryKey, { userIds: follows ? [...others, userId] : others });
    try {
      queryClient.setQueryData(queryKey, await desk.api.setFollower(conversationId, userId, follows));
    } catch (thrown) {
      queryClient.setQueryData(queryKey, before);
      report(thrown);
    }
  };
  const userIds = data?.userIds ?? [];
  return { userIds, following: userIds.includes(desk.userId), set };
}
