import type { AgentRead, Conversation } from '@causerie/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  belongs,
  concerns,
  type ListFilter,
  listRows,
  mergeRows,
  noRows,
  placeOf,
  unreadOf,
} from './rows.ts';

const ME = 'me';
const at = (n: number) => new Date(1_700_000_000_000 + n * 60_000).toISOString();

function row(id: string, parts: Partial<Conversation> = {}): Conversation {
  return {
    id,
    version: 1,
    inboxId: 'inbox',
    channel: 'web',
    contact: { id: `contact ${id}`, name: null, email: null, language: null },
    status: 'open',
    mode: 'messaging',
    priority: 'none',
    labels: [],
    subject: null,
    fields: {},
    assigneeId: null,
    teamId: null,
    lastSeq: 1,
    lastMessage: null,
    waitingSince: null,
    spam: false,
    mergedInto: null,
    snoozedUntil: null,
    sla: null,
    contactMessages: 0,
    contactReadSeq: 0,
    agentReadSeq: 0,
    createdAt: at(0),
    updatedAt: at(0),
    activeAt: at(0),
    ...parts,
  };
}

const filter = (view: ListFilter['view'], parts: Partial<ListFilter> = {}): ListFilter => ({
  view,
  sort: 'newest',
  ...parts,
});

describe('membership', () => {
  it('puts each conversation into the views it belongs to', () => {
    const mine = row('1', { assigneeId: ME });
    const theirs = row('2', { assigneeId: 'other' });
    const free = row('3', {});
    const bots = row('6', { status: 'pending', waitingSince: '2026-11-20T09:00:00.000Z' });
    const snoozed = row('4', { status: 'snoozed', assigneeId: ME });
    const resolved = row('5', { status: 'resolved' });
    const all = [mine, theirs, free, snoozed, resolved, bots];
    const inView = (view: ListFilter['view']) =>
      all.filter((r) => belongs(r, filter(view), ME)).map((r) => r.id);
    expect(inView('mine')).toEqual(['1']);
    expect(inView('unassigned')).toEqual(['3']);
    expect(inView('all')).toEqual(['1', '2', '3', '6']);
    expect(inView('waiting')).toEqual([]);
    expect(inView('snoozed')).toEqual(['4']);
    expect(inView('resolved')).toEqual(['5']);
  });

  it('narrows by team and inbox, and to those who wait when ordered by waiting', () => {
    const team = row('1', { teamId: 't' });
    expect(belongs(team, filter('all', { teamId: 't' }), ME)).toBe(true);
    expect(belongs(team, filter('all', { teamId: 'u' }), ME)).toBe(false);
    expect(belongs(team, filter('all', { inboxId: 'x' }), ME)).toBe(false);
    expect(belongs(team, filter('all', { sort: 'waiting' }), ME)).toBe(false);
  });
});

describe('merging', () => {
  it('never lets an older version win, and keeps the object when nothing is new', () => {
    const known = mergeRows(noRows, [row('1', { version: 5, priority: 'high' })]);
    expect(mergeRows(known, [row('1', { version: 4 }), row('1', { version: 5 })])).toBe(known);
    expect(mergeRows(known, [row('1', { version: 6 })]).conversations.get('1')?.priority).toBe('none');
  });

  it('never moves a read cursor back', () => {
    const read = (readSeq: number, contactMessages: number): AgentRead => ({
      conversationId: '1',
      readSeq,
      contactMessages,
    });
    const known = mergeRows(noRows, [], [read(5, 3)]);
    expect(mergeRows(known, [], [read(4, 2)])).toBe(known);
    expect(mergeRows(known, [], [read(9, 2)]).reads.get('1')).toEqual(read(9, 3));
  });

  it('moves it back where it was marked as unread, and is not misled by what was read before', () => {
    const read = (readSeq: number, unreadMarks: number): AgentRead => ({
      conversationId: '1',
      readSeq,
      contactMessages: readSeq,
      unreadMarks,
    });
    const known = mergeRows(noRows, [], [read(9, 0)]);
    const unread = mergeRows(known, [], [read(8, 1)]);
    expect(unread.reads.get('1')).toEqual(read(8, 1));
    expect(mergeRows(unread, [], [read(9, 0)])).toBe(unread);
    expect(mergeRows(known, [], [read(8, 1), read(9, 0)])).toEqual(unread);
    expect(mergeRows(unread, [], [read(9, 1)]).reads.get('1')).toEqual(read(9, 1));
  });

  it('leaves what stands behind the last loaded page to the next page', () => {
    const rows = mergeRows(noRows, [
      row('1', { activeAt: at(3) }),
      row('2', { activeAt: at(2) }),
      row('3', { activeAt: at(1) }),
    ]);
    const end = placeOf(rows.conversations.get('2')!, 'newest');
    expect(listRows(rows, filter('all'), ME, end).map((r) => r.id)).toEqual(['1', '2']);
  });

  it('counts unread only where it is this agent’s business', () => {
    expect(
      unreadOf(row('1', { contactMessages: 4 }), { conversationId: '1', readSeq: 9, contactMessages: 3 }),
    ).toBe(1);
    expect(concerns(row('1', { assigneeId: 'other' }), ME)).toBe(false);
    expect(concerns(row('1'), ME)).toBe(true);
  });
});

describe('any order and repetition of frames gives the list of a fresh page', () => {
  const versions = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      status: fc.constantFrom('open', 'pending', 'snoozed', 'resolved') as fc.Arbitrary<
        Conversation['status']
      >,
      assigneeId: fc.constantFrom(null, ME, 'other'),
      active: fc.integer({ min: 0, max: 50 }),
      waiting: fc.option(fc.integer({ min: 0, max: 50 })),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it('holds for every view and order', () => {
    fc.assert(
      fc.property(versions, fc.infiniteStream(fc.nat()), fc.nat(20), (changes, dice, firstPage) => {
        // The server's truth: each change gives its conversation the next version.
        const latest = new Map<string, Conversation>();
        const history = changes.map((change) => {
          const next = row(change.id, {
            version: (latest.get(change.id)?.version ?? 0) + 1,
            status: change.status,
            assigneeId: change.assigneeId,
            activeAt: at(change.active),
            waitingSince: change.waiting === null ? null : at(change.waiting),
          });
          latest.set(change.id, next);
          return next;
        });
        // What the client got: a page somewhere on the way, then every change after it, shuffled and some twice.
        const page = history.slice(0, firstPage);
        const frames = history
          .flatMap((r) => (dice.next().value % 3 === 0 ? [r, r] : [r]))
          .map((r) => ({ r, key: dice.next().value as number }))
          .sort((x, y) => x.key - y.key)
          .map(({ r }) => r);
        let rows = mergeRows(noRows, page);
        for (const frame of frames) rows = mergeRows(rows, [frame]);
        const fresh = mergeRows(noRows, [...latest.values()]);
        for (const view of ['mine', 'unassigned', 'all', 'snoozed', 'resolved'] as const) {
          for (const sort of ['newest', 'waiting', 'due'] as const) {
            expect(listRows(rows, filter(view, { sort }), ME)).toEqual(
              listRows(fresh, filter(view, { sort }), ME),
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
