import type { Conversation, OwnCounts, ViewCounts } from '@causerie/protocol';
import { useSyncExternalStore } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import type { Rows } from './rows.ts';

export function useRows(): Rows {
  const { rows } = useDesk();
  return useSyncExternalStore(rows.subscribe, rows.getRows);
}

export function useCounts(): ViewCounts | undefined {
  const { rows } = useDesk();
  return useSyncExternalStore(rows.subscribe, rows.getCounts);
}

/** Counts of the views that depend on who asks, and of saved ones. */
export function useOwnCounts(): OwnCounts {
  const { rows } = useDesk();
  return useSyncExternalStore(rows.subscribe, rows.getOwnCounts);
}

/** What the server says is in a view that it decides. */
export function useMembersOf(view: string | undefined): ReadonlySet<string> | undefined {
  const { rows } = useDesk();
  return useSyncExternalStore(rows.subscribe, () => (view === undefined ? undefined : rows.getMembers(view)));
}

/** One row; renders anew only when that row changes. */
export function useRow(id: string): Conversation | undefined {
  const { rows } = useDesk();
  return useSyncExternalStore(rows.subscribe, () => rows.getRows().conversations.get(id));
}
