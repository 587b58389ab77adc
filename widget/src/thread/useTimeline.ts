import type { Client, Timeline, TimelineSnapshot } from '@causerie/client';
import type { VisitorConversation } from '@causerie/protocol';
import { useEffect, useMemo } from 'preact/hooks';
import { useSource } from '../state/store.ts';

/** Holds the conversation while the component is there. */
export function useTimeline(
  client: Client,
  id: string,
): [Timeline<VisitorConversation>, TimelineSnapshot<VisitorConversation>] {
  const timeline = useMemo(() => client.conversation<VisitorConversation>(id), [client, id]);
  useEffect(() => () => timeline.release(), [timeline]);
  const snapshot = useSource(
    { subscribe: (listener) => timeline.subscribe(listener), read: () => timeline.snapshot },
    timeline,
  );
  return [timeline, snapshot];
}
