import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { VisitorConversation } from '@causerie/protocol';
import { useEffect, useState } from 'preact/hooks';
import { useMessenger, useMessengerState } from '../view/context.ts';

/** Tells the server what was read: only what was on a screen that somebody can have looked at. */
export function useRead(
  timeline: Timeline<VisitorConversation>,
  { items, conversation }: TimelineSnapshot<VisitorConversation>,
  atEnd: boolean,
): void {
  const { standalone } = useMessenger();
  const shown = useMessengerState((s) => s.shown) || standalone;
  const pageFocused = useMessengerState((s) => s.focused);
  const visible = useAttention(pageFocused);
  const last = items.findLast((item) => item.state === 'confirmed');
  const seq = last?.state === 'confirmed' ? last.entry.seq : 0;
  const unread = !!conversation?.unread;
  useEffect(() => {
    if (shown && visible && atEnd && unread && seq) timeline.read(seq);
  }, [timeline, shown, visible, atEnd, seq, unread]);
}

/** The tab is in front, and the keyboard is in it: in the page or in this frame. */
function useAttention(pageFocused: boolean): boolean {
  const look = () => document.visibilityState === 'visible' && (pageFocused || document.hasFocus());
  const [attention, setAttention] = useState(look);
  useEffect(() => {
    const update = () => setAttention(look());
    update();
    document.addEventListener('visibilitychange', update);
    addEventListener('focus', update);
    addEventListener('blur', update);
    return () => {
      document.removeEventListener('visibilitychange', update);
      removeEventListener('focus', update);
      removeEventListener('blur', update);
    };
  }, [pageFocused]);
  return attention;
}
