import type { SavedView, SavedViewCreate } from '@causerie/protocol';
import { useSyncExternalStore } from 'react';
import { ViewDialog } from './ViewDialog.tsx';

type Editing = { view?: SavedView; start?: Partial<SavedViewCreate> };

let editing: Editing | undefined;
const listeners = new Set<() => void>();

/** Opens the dialog of a view, from wherever: a list that floats is closed by it, and must not take it along. */
export function editView(what: Editing | undefined): void {
  editing = what;
  for (const listener of listeners) listener();
}

export function ViewEditor() {
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => editing,
  );
  if (!open) return null;
  return <ViewDialog {...open} onClose={() => editView(undefined)} />;
}
