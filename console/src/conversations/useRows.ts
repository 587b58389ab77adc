import type { Conversation, ViewCounts } from '@causerie/protocol';
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

/** One row; renders anew only when that row changes. */
export function useRow(id: string): Conversation | undefined {
  const { rows } = useDesk();
  return useSyncExternalStore(rows.subscribe, () => rows.getRows().conversations.get(id));
}
