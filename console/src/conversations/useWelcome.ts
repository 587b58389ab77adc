import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { useInboxes, useMembers } from './useDirectory.ts';
import { useCounts, useRows } from './useRows.ts';

/**
 * The first steps of a workspace, each done when it has really happened. It begins where there has never been a
 * conversation, and stays until the reader is through with it: the last step must not take the page away.
 */
export function useWelcome() {
  const desk = useDesk();
  const { welcome } = usePreferences();
  const state = welcome[desk.workspaceId];
  const empty = useIsEmpty(state === undefined);
  const setState = (next: 'begun' | 'done') =>
    setPreferences({ welcome: { ...welcome, [desk.workspaceId]: next } });
  // biome-ignore lint/correctness/useExhaustiveDependencies: noted once, when the emptiness is found
  useEffect(() => {
    if (empty) setState('begun');
  }, [empty]);
  const steps = useSteps(state === 'begun' || empty);
  return {
    shown: state === 'begun' || (state === undefined && empty),
    ...steps,
    done: Object.values(steps).filter(Boolean).length,
    finish: () => setState('done'),
  };
}

/** Nothing open may also mean that everything is resolved: the counts do not tell. */
function useIsEmpty(asked: boolean): boolean {
  const desk = useDesk();
  const counts = useCounts();
  const rows = useRows();
  const quiet = asked && counts?.open === 0 && counts.snoozed === 0 && rows.conversations.size === 0;
  const { data: resolved } = useQuery({
    queryKey: [...keys.lists(desk.workspaceId), 'any-resolved'],
    queryFn: async () => (await desk.api.conversations({ view: 'resolved', limit: 1 })).items.length,
    enabled: quiet,
  });
  return quiet && resolved === 0;
}

function useSteps(shown: boolean) {
  const desk = useDesk();
  const inbox = useInboxes()[0];
  const members = useMembers();
  const talked = useRows().conversations.size > 0;
  const can = useCan();
  const { data: invitations } = useQuery({
    queryKey: keys.invitations(desk.workspaceId),
    queryFn: desk.settings.invitations,
    retry: false,
    enabled: can && shown,
  });
  const invited = members.length > 1 || (invitations?.length ?? 0) > 0;
  return { seen: inbox?.lastSeenAt != null, invited, talked };
}
