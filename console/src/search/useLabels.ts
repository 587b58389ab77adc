import { useMemo } from 'react';
import { useRows } from '../conversations/useRows.ts';

/** Labels on the conversations that are known here, the most used first. */
export function useLabels(): string[] {
  const { conversations } = useRows();
  return useMemo(() => {
    const uses = new Map<string, number>();
    for (const { labels } of conversations.values())
      for (const label of labels) uses.set(label, (uses.get(label) ?? 0) + 1);
    return [...uses]
      .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
      .slice(0, 12)
      .map(([label]) => label);
  }, [conversations]);
}
