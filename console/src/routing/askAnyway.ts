import type { Conversation } from '@causerie/protocol';
import { useSyncExternalStore } from 'react';

/** A conversation that somebody without room is to get: the question that waits for an answer. */
export type Question = { row: Conversation; assigneeId: string };

let question: Question | undefined;
const listeners = new Set<() => void>();

/** Asks, or with nothing takes the question back. Keys and menus assign alike; one dialog answers for all. */
export function askAnyway(next: Question | undefined): void {
  question = next;
  for (const listener of listeners) listener();
}

export function useQuestion(): Question | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => question,
  );
}
