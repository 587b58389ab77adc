import type { TimelineItem, TimelineSnapshot } from '@causerie/client';
import type { Conversation, Entry } from '@causerie/protocol';
import { expect, it } from 'vitest';
import { joinStretch } from './joinStretch.ts';

const entry = (seq: number) => ({ seq, id: `e${seq}` }) as Entry;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => entry(from + i));
const live = (from: number, to: number, more = from > 1) =>
  ({
    items: range(from, to).map((e): TimelineItem => ({ state: 'confirmed', entry: e })),
    more,
  }) as unknown as TimelineSnapshot<Conversation>;
const seqs = (snapshot: TimelineSnapshot<Conversation>) =>
  snapshot.items.map((item) => (item.state === 'confirmed' ? item.entry.seq : 0));

it('shows the stretch alone while it does not reach the live thread', () => {
  const joined = joinStretch({ entries: range(10, 20), older: true, newer: true }, live(50, 60));
  expect(joined.detached).toBe(true);
  expect(seqs(joined.snapshot)).toEqual(range(10, 20).map((e) => e.seq));
  expect(joined.snapshot.more).toBe(true);
});

it.each([
  [10, 49],
  [10, 55],
  [10, 70],
])(
  'is one with the live thread, without hole or repeat, when the stretch reaches it: %i to %i',
  (from, to) => {
    const joined = joinStretch({ entries: range(from, to), older: false, newer: false }, live(50, 60));
    expect(joined.detached).toBe(false);
    expect(seqs(joined.snapshot)).toEqual(range(10, 60).map((e) => e.seq));
    expect(joined.snapshot.more).toBe(false);
  },
);

it('without a stretch the live thread is as it is', () => {
  const snapshot = live(1, 3);
  expect(joinStretch(undefined, snapshot)).toEqual({ snapshot, detached: false });
});
