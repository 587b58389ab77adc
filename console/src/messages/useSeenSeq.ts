import type { Timeline } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { type RefObject, useEffect, useRef } from 'react';

/** Milliseconds that something must have been on the screen to count as seen by who is typing. */
const SEEN_AFTER_MS = 2000;

/** The last entry that the reader can be said to have seen: on the screen of a visible page for a moment. */
export function useSeenSeq(timeline: Timeline<Conversation>): RefObject<number> {
  const seen = useRef(lastSeqOf(timeline));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitingFor = seen.current;
    const look = () => {
      const last = lastSeqOf(timeline);
      // What was there when the conversation was opened is what one answers to.
      if (seen.current === 0) seen.current = last;
      if (last <= waitingFor || document.hidden) return;
      waitingFor = last;
      clearTimeout(timer);
      timer = setTimeout(() => {
        seen.current = last;
      }, SEEN_AFTER_MS);
    };
    look();
    const stop = timeline.subscribe(look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }, [timeline]);
  return seen;
}

function lastSeqOf(timeline: Timeline<Conversation>): number {
  const last = timeline.snapshot.items.findLast((item) => item.state === 'confirmed');
  return last?.state === 'confirmed' ? last.entry.seq : 0;
}
