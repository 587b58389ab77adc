import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useDesk } from './DeskProvider.tsx';

/** The thread of a conversation, live, and the handle to write to it. */
export function useTimeline(id: string): [TimelineSnapshot<Conversation>, Timeline<Conversation>] {
  const { timelines, rows } = useDesk();
  const timeline = useMemo(() => timelines.open(id), [timelines, id]);
  const snapshot = useSyncExternalStore(
    useMemo(() => (listener: () => void) => timeline.subscribe(listener), [timeline]),
    () => timeline.snapshot,
  );
  // A conversation opened by its address may be in no list: its row is known from here on all the same.
  const { conversation } = snapshot;
  useEffect(() => {
    if (conversation) rows.merge([conversation]);
  }, [rows, conversation]);
  return [snapshot, timeline];
}
