import type { Timeline, TimelineItem, TimelineSnapshot } from '@causerie/client';
import type { Conversation, Entry } from '@causerie/protocol';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useReport } from '../ui/toasts.tsx';
import { joinStretch, type Stretch } from './joinStretch.ts';

const PAGE = 40;

/** Where in a long thread one is, other than at its end. */
export type Jump = {
  /** The entry that was asked for. */
  seq: number;
  /** What is shown does not reach the newest messages. */
  detached: boolean;
  loadingNewer: boolean;
  loadOlder: () => void;
  loadNewer: () => void;
  /** Back to the live end. */
  leave: () => void;
};

/**
 * Shows a thread around one entry, however far back: a stretch of its own is read, which history extends both ways and
 * which becomes one with the live thread when they meet. Where the live thread has the entry already nothing is read.
 */
export function useJump(
  seq: number | undefined,
  snapshot: TimelineSnapshot<Conversation>,
  timeline: Timeline<Conversation>,
  leave: () => void,
): [TimelineSnapshot<Conversation>, Jump | undefined] {
  const { id } = timeline;
  const { live } = snapshot;
  const first = firstSeq(snapshot.items);
  const here = seq !== undefined && first > 0 && seq >= first;
  const { stretch, loading, load } = useStretch(id, live && !here ? seq : undefined, seq);
  const joined = useMemo(() => joinStretch(stretch, snapshot), [stretch, snapshot]);
  const jump = useMemo<Jump | undefined>(() => {
    if (seq === undefined || (!here && !stretch)) return undefined;
    return {
      seq,
      detached: joined.detached,
      loadingNewer: loading === 'newer',
      loadOlder: () => (stretch ? load('older') : void timeline.loadOlder()),
      loadNewer: () => load('newer'),
      leave,
    };
  }, [seq, here, stretch, joined.detached, loading, load, timeline, leave]);
  const shown = stretch ? { ...joined.snapshot, loadingOlder: loading === 'older' } : snapshot;
  return [shown, jump];
}

const firstSeq = (items: readonly TimelineItem[]): number => {
  const [first] = items;
  return first?.state === 'confirmed' ? first.entry.seq : 0;
};

/** The stretch around `around`; kept while `wanted` stays the same, also when the live thread has reached it. */
function useStretch(id: string, around: number | undefined, wanted: number | undefined) {
  const { api } = useDesk();
  const report = useReport();
  const [stretch, setStretch] = useState<Stretch>();
  const [loading, setLoading] = useState<'older' | 'newer'>();
  const busy = useRef(false);
  /** What was read already: a connection that comes back is no reason to read it again. */
  const read = useRef<string>(undefined);
  const latest = useRef(stretch);
  latest.current = stretch;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry asked for is another stretch
  useEffect(() => setStretch(undefined), [wanted, id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each entry asked for
  useEffect(() => {
    if (around === undefined || read.current === `${id} ${around}`) return;
    read.current = `${id} ${around}`;
    let gone = false;
    Promise.all([
      api.entries(id, { before: around + 1, limit: PAGE }),
      api.entries(id, { after: around, limit: PAGE }),
    ]).then(
      ([before, after]) => {
        if (gone) return;
        setStretch({ entries: [...before.items, ...after.items], older: before.more, newer: after.more });
      },
      (thrown) => !gone && report(thrown),
    );
    return () => {
      gone = true;
    };
  }, [around, id]);
  const load = useCallback(
    async (way: 'older' | 'newer') => {
      const held = latest.current;
      if (!held || busy.current || !held[way]) return;
      busy.current = true;
      setLoading(way);
      try {
        const older = way === 'older';
        const edge = older ? held.entries[0]!.seq : held.entries.at(-1)!.seq;
        const page = await api.entries(id, { [older ? 'before' : 'after']: edge, limit: PAGE });
        setStretch((now) => now && extend(now, way, page.items, page.more));
      } catch (thrown) {
        report(thrown);
      } finally {
        busy.current = false;
        setLoading(undefined);
      }
    },
    [api, id, report],
  );
  return { stretch, loading, load };
}

/** Only what connects: an answer that comes after the stretch has changed is thrown away. */
function extend(stretch: Stretch, way: 'older' | 'newer', entries: Entry[], more: boolean): Stretch {
  if (way === 'older') {
    if (entries.at(-1)?.seq !== stretch.entries[0]!.seq - 1) return stretch;
    return { ...stretch, entries: [...entries, ...stretch.entries], older: more };
  }
  if (entries.length > 0 && entries[0]!.seq !== stretch.entries.at(-1)!.seq + 1) return stretch;
  return { ...stretch, entries: [...stretch.entries, ...entries], newer: more };
}
