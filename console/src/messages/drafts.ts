import { useSyncExternalStore } from 'react';

export type ComposerTab = 'reply' | 'note';

const PREFIX = 'causerie.draft.';
const listeners = new Set<() => void>();
const keyOf = (conversationId: string, tab: ComposerTab) => `${PREFIX}${conversationId}.${tab}`;

/** What was written and not sent, per conversation and tab; survives reloads and crashes. */
export function readDraft(conversationId: string, tab: ComposerTab): string {
  try {
    return localStorage.getItem(keyOf(conversationId, tab)) ?? '';
  } catch {
    return '';
  }
}

export function writeDraft(conversationId: string, tab: ComposerTab, text: string): void {
  try {
    if (text) localStorage.setItem(keyOf(conversationId, tab), text);
    else localStorage.removeItem(keyOf(conversationId, tab));
  } catch {
    // Full or forbidden: the text is still in the field.
  }
  for (const listener of listeners) listener();
}

export function useHasDraft(conversationId: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => readDraft(conversationId, 'reply').trim() !== '' || readDraft(conversationId, 'note').trim() !== '',
  );
}
