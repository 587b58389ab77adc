import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

export type Dismissed = { faqId: string; title: string };

/** How long it can be taken back, in milliseconds; only then the engine is told. */
const UNDO_MS = 6000;

/** Suggestions that do not fit: hidden at once, told to the engine a moment later, so that a slip teaches nothing. */
export function useDismissing(conversationId: string) {
  const { workspaceId, bot } = useDesk();
  const cache = useQueryClient();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [dismissed, setDismissed] = useState<Dismissed>();
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; tell: () => void }>(undefined);
  const tellNow = () => {
    const before = waiting.current;
    waiting.current = undefined;
    if (!before) return;
    clearTimeout(before.timer);
    before.tell();
  };
  const latest = useRef(tellNow);
  useEffect(() => {
    latest.current = tellNow;
  });
  // Whoever goes on to another conversation has made up their mind.
  useEffect(() => () => latest.current(), []);
  return {
    hides: (faqId: string) => hidden.includes(faqId),
    dismissed,
    dismiss(seq: number, { faqId, title }: Dismissed) {
      tellNow();
      setHidden((before) => [...before, faqId]);
      setDismissed({ faqId, title });
      const tell = () => {
        bot
          .feedback(conversationId, { seq, faqId, outcome: 'dismissed' })
          .catch(() => undefined)
          .finally(() =>
            cache.invalidateQueries({ queryKey: keys.suggestions(workspaceId, conversationId, seq) }),
          );
      };
      const timer = setTimeout(() => {
        setDismissed(undefined);
        latest.current();
      }, UNDO_MS);
      waiting.current = { timer, tell };
    },
    undo() {
      const before = waiting.current;
      waiting.current = undefined;
      if (before) clearTimeout(before.timer);
      setHidden((known) => known.filter((faqId) => faqId !== dismissed?.faqId));
      setDismissed(undefined);
    },
  };
}
