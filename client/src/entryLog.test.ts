import type { Entry } from '@causerie/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryLog } from './entryLog.ts';

const entry = (seq: number): Entry => ({
  conversationId: '00000000-0000-7000-8000-000000000000',
  seq,
  id: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  at: '2026-11-21T08:00:00.000Z',
  kind: 'message',
  author: { kind: 'system' },
});
const seqs = (log: EntryLog): number[] => log.items.map((item) => item.entry.seq);

test('a live entry is applied, known, or shows a gap', () => {
  const log = new EntryLog();
  expect(log.append(entry(2))).toBe('gap');
  expect(log.append(entry(1))).toBe('applied');
  expect(log.append(entry(1))).toBe('known');
  expect(log.append(entry(3))).toBe('gap');
  expect([log.first, log.last]).toEqual([1, 1]);
});

test('what is merged connects at either end; the rest is not taken', () => {
  const log = new EntryLog();
  expect(log.replace([entry(6), entry(5), entry(2)]).map(({ seq }) => seq)).toEqual([5, 6]);
  expect(log.merge([4, 3, 8, 7, 1, 10, 6].map(entry)).map(({ seq }) => seq)).toEqual([3, 4, 7, 8]);
  expect(seqs(log)).toEqual([3, 4, 5, 6, 7, 8]);
  expect(log.replace([])).toEqual([]);
  expect([log.first, log.last]).toEqual([0, 0]);
});

test('whatever is offered in whatever order, the log is an unbroken run without repeats', () => {
  const offer = fc.record({
    how: fc.constantFrom('append', 'merge', 'replace'),
    seqs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
  });
  fc.assert(
    fc.property(fc.array(offer), (offers) => {
      const log = new EntryLog();
      for (const { how, seqs: offered } of offers) {
        const before = seqs(log);
        const entries = offered.map(entry);
        const added = how === 'append' ? [] : log[how as 'merge' | 'replace'](entries);
        if (how === 'append') log.append(entries[0]!);
        const now = seqs(log);
        expect(now).toEqual(now.map((_, i) => log.first + i));
        if (how === 'merge')
          expect(now).toEqual([...before, ...added.map(({ seq }) => seq)].sort((a, b) => a - b));
      }
    }),
  );
});
