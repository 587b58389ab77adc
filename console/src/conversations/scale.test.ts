import type { Conversation } from '@causerie/protocol';
import { expect, it } from 'vitest';
import { createListCutter } from './listCutter.ts';
import { type ListFilter, listRows, mergeRows, noRows, type Rows } from './rows.ts';

const MANY = 100_000;
const at = (n: number) => new Date(1_700_000_000_000 + n * 1000).toISOString();

function row(n: number, parts: Partial<Conversation> = {}): Conversation {
  return {
    id: `conversation ${n}`,
    version: 1,
    inboxId: 'inbox',
    channel: 'web',
    contact: { id: `contact ${n}`, name: null, email: null, language: null },
    status: 'open',
    mode: 'messaging',
    priority: 'none',
    labels: [],
    subject: null,
    fields: {},
    assigneeId: n % 3 ? 'me' : null,
    teamId: null,
    lastSeq: 1,
    lastMessage: null,
    waitingSince: n % 2 ? at(n) : null,
    spam: false,
    mergedInto: null,
    sla: null,
    snoozedUntil: null,
    contactMessages: 0,
    contactReadSeq: 0,
    agentReadSeq: 0,
    createdAt: at(0),
    updatedAt: at(0),
    activeAt: at(n),
    ...parts,
  };
}

const filter: ListFilter = { view: 'mine', sort: 'newest' };

it('cuts the same list as from scratch, whatever changes', () => {
  const cut = createListCutter();
  let rows: Rows = mergeRows(
    noRows,
    Array.from({ length: 300 }, (_, n) => row(n)),
  );
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let i = 0; i < 400; i += 1) {
    const n = random(330);
    const version = (rows.conversations.get(`conversation ${n}`)?.version ?? 0) + 1;
    rows = mergeRows(rows, [
      row(n, {
        version,
        activeAt: at(random(1000)),
        waitingSince: random(2) ? at(random(1000)) : null,
        assigneeId: random(3) ? 'me' : 'other',
        status: random(5) ? 'open' : 'resolved',
      }),
    ]);
    const end = i % 50 > 25 ? { at: at(400), id: 'conversation 5' } : undefined;
    for (const each of [
      filter,
      { ...filter, sort: 'waiting' } as const,
      { view: 'all', sort: 'oldest' } as const,
    ]) {
      expect(cut(rows, each, 'me', end).map((c) => c.id)).toEqual(
        listRows(rows, each, 'me', end).map((c) => c.id),
      );
    }
  }
});

it('a hundred thousand rows: a live change costs less than a frame', () => {
  const cut = createListCutter();
  let rows = mergeRows(
    noRows,
    Array.from({ length: MANY }, (_, n) => row(n)),
  );
  cut(rows, filter, 'me');
  const times = Array.from({ length: 40 }, (_, i) => {
    const started = performance.now();
    rows = mergeRows(rows, [row(i * 7, { version: 2, activeAt: at(MANY + i), assigneeId: 'me' })]);
    const list = cut(rows, filter, 'me');
    expect(list[0]?.id).toBe(`conversation ${i * 7}`);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  // The middle of many, so that what else the machine does now and then does not count.
  expect(times[20]).toBeLessThan(16);
});
