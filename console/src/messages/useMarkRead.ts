import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { useEffect, useRef } from 'react';

/** What is on the screen of a focused page has been read. */
export function useMarkRead(
  timeline: Timeline<Conversation>,
  snapshot: TimelineSnapshot<Conversation>,
  atEnd: boolean,
  /** How far the server has it. */
  known: number,
): void {
  const has = useRef(known);
  useEffect(() => {
    has.current = known;
  });
  const last = snapshot.items.findLast((item) => item.state === 'confirmed');
  const seq = last?.state === 'confirmed' ? last.entry.seq : 0;
  useEffect(() => {
    if (!atEnd || seq === 0) return;
    const mark = () => {
      if (has.current < seq && !document.hidden && document.hasFocus()) timeline.read(seq);
    };
    mark();
    addEventListener('focus', mark);
    document.addEventListener('visibilitychange', mark);
    return () => {
      removeEventListener('focus', mark);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [timeline, atEnd, seq]);
}
