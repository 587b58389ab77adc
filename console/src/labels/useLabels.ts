import type { LabelList } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const none: LabelList = { items: [], free: true };

/** The labels that the workspace keeps; a `changed` frame makes them load anew. */
export function useLabels(): LabelList {
  const desk = useDesk();
  const query = useQuery({
    queryKey: keys.labels(desk.workspaceId),
    queryFn: desk.api.labels,
    staleTime: 5 * 60_000,
  });
  return query.data ?? none;
}

const hues = { violet: 1, red: 2, green: 3, amber: 4, blue: 5, pink: 6, olive: 7, brown: 8 } as const;

/** Which of the tints of the tokens a label of that name has; none for one that is not kept. */
export function useLabelHue(): (name: string) => number | undefined {
  const { items } = useLabels();
  return useMemo(() => {
    const byName = new Map(items.map((label) => [label.name, hues[label.colour]]));
    return (name) => byName.get(name);
  }, [items]);
}

export const hueOf = (colour: keyof typeof hues): number => hues[colour];
