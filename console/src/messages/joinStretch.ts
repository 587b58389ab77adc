import type { TimelineItem, TimelineSnapshot } from '@causerie/client';
import type { Conversation, Entry } from '@causerie/protocol';

/** Entries without a hole, from somewhere in the log; whether there are more on either side. */
export type Stretch = { entries: Entry[]; older: boolean; newer: boolean };

type Snapshot = TimelineSnapshot<Conversation>;

/** A stretch and the live thread as one where they meet; the stretch alone, without the live end, where they do not. */
export function joinStretch(
  stretch: Stretch | undefined,
  snapshot: Snapshot,
): { snapshot: Snapshot; detached: boolean } {
  if (!stretch || stretch.entries.length === 0) return { snapshot, detached: false };
  const [firstLive] = snapshot.items;
  const liveFrom = firstLive?.state === 'confirmed' ? firstLive.entry.seq : Number.POSITIVE_INFINITY;
  const last = stretch.entries.at(-1)!.seq;
  const meets = last + 1 >= liveFrom;
  const before = stretch.entries.filter((entry) => entry.seq < liveFrom).map(confirmed);
  const items = meets ? [...before, ...snapshot.items] : before;
  const older = stretch.entries[0]!.seq < liveFrom ? stretch.older : snapshot.more;
  return { snapshot: { ...snapshot, items, more: older }, detached: !meets };
}

const known = new WeakMap<Entry, TimelineItem>();

/** The same object for the same entry each time, so that what is drawn of it can be kept. */
function confirmed(entry: Entry): TimelineItem {
  const item = known.get(entry) ?? { state: 'confirmed', entry };
  known.set(entry, item);
  return item;
}
