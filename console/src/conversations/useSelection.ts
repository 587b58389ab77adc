import { useCallback, useMemo, useRef, useState } from 'react';

/** At most this many are changed at once; the server refuses more. */
export const MOST_SELECTED = 500;

export type Selection = {
  ids: ReadonlySet<string>;
  /** The same with what has left the list since: only a hand takes anything out of it. */
  chosen: ReadonlySet<string>;
  /** Selects or deselects one; with `range` all between the last one touched and this one. */
  toggle: (id: string, range: boolean) => void;
  set: (ids: readonly string[]) => void;
  clear: () => void;
};

/** Which conversations of a list are selected. What leaves the list while it is selected stays selected no longer. */
export function useSelection(list: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string>(undefined);
  const latest = useRef(list);
  latest.current = list;
  const ids = useMemo(() => {
    if (chosen.size === 0) return chosen;
    const here = new Set(list);
    const kept = [...chosen].filter((id) => here.has(id));
    return kept.length === chosen.size ? chosen : new Set(kept);
  }, [chosen, list]);
  const toggle = useCallback((id: string, range: boolean) => {
    const from = range && anchor.current ? latest.current.indexOf(anchor.current) : -1;
    const to = latest.current.indexOf(id);
    anchor.current = id;
    setChosen((known) => {
      const next = new Set(known);
      if (from >= 0 && to >= 0) {
        const [first, last] = from < to ? [from, to] : [to, from];
        for (const each of latest.current.slice(first, last + 1)) next.add(each);
      } else if (!next.delete(id)) next.add(id);
      return new Set([...next].slice(0, MOST_SELECTED));
    });
  }, []);
  const set = useCallback((all: readonly string[]) => setChosen(new Set(all.slice(0, MOST_SELECTED))), []);
  const clear = useCallback(() => setChosen(new Set()), []);
  return { ids, chosen, toggle, set, clear };
}
