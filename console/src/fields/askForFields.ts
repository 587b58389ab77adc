import { useSyncExternalStore } from 'react';

let asked: string | undefined;
const listeners = new Set<() => void>();

/** Asks for what must be known before this conversation is resolved, or with nothing takes the question back. */
export function askForFields(conversationId: string | undefined): void {
  asked = conversationId;
  for (const listener of listeners) listener();
}

/** The conversation that waits for it. Keys, palette and button resolve alike; one dialog answers for all. */
export function useAskedForFields(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => asked,
  );
}
