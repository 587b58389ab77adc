import type { Inbox, Member, Team } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const FRESH = 5 * 60_000;

/** The people, teams and inboxes of the workspace; `changed` frames make them load anew. */
export function useMembers(): Member[] {
  const desk = useDesk();
  return (
    useQuery({ queryKey: keys.members(desk.workspaceId), queryFn: desk.settings.members, staleTime: FRESH })
      .data ?? none
  );
}

export function useTeams(): Team[] {
  const desk = useDesk();
  return (
    useQuery({ queryKey: keys.teams(desk.workspaceId), queryFn: desk.settings.teams, staleTime: FRESH })
      .data ?? none
  );
}

export function useInboxes(): Inbox[] {
  const desk = useDesk();
  return (
    useQuery({ queryKey: keys.inboxes(desk.workspaceId), queryFn: desk.settings.inboxes, staleTime: FRESH })
      .data ?? none
  );
}

/** The member with that id, if they still are one. */
export function useMember(userId: string | null | undefined): Member | undefined {
  const members = useMembers();
  return useMemo(() => members.find((m) => m.userId === userId), [members, userId]);
}

const none: never[] = [];
