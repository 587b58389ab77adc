import type { Entry } from '@causerie/protocol';
import { expect, test } from '@playwright/test';
import { findProblems, type History } from './findProblems.ts';

const entry = (seq: number, text: string): Entry => ({
  conversationId: 'c',
  seq,
  id: text,
  at: '2026-11-21T08:00:00.000Z',
  kind: 'message',
  author: { kind: 'contact' },
  content: { kind: 'text', text },
});

const history = (written: string[], more: Partial<History> = {}): History => ({
  client: 'a',
  written: written.map((text) => ({ text, conversationId: 'c' })),
  acknowledged: [],
  failed: [],
  shown: new Map(),
  ...more,
});

const sorts = (histories: History[], entries: Entry[]) =>
  findProblems(histories, new Map([['c', entries]])).map((problem) => problem.sort);

const log = [entry(1, 'one'), entry(2, 'two'), entry(3, 'three')];

test.describe('the checker of the chaos runs', () => {
  test('passes what is whole', () => {
    const whole = history(['one', 'two', 'three'], {
      acknowledged: [{ text: 'two', conversationId: 'c', seq: 2 }],
      shown: new Map([['c', log.slice(1)]]),
    });
    expect(sorts([whole], log)).toEqual([]);
  });

  test('sees each sort of damage', () => {
    expect(sorts([history(['one', 'two', 'three', 'four'])], log)).toEqual(['lost']);
    const failed = [{ text: 'four', code: 'internal' }];
    expect(sorts([history(['one', 'two', 'three', 'four'], { failed })], log)).toEqual(['refused']);
    expect(sorts([history(['one', 'two', 'three'])], [...log, entry(4, 'one')])).toEqual(['doubled']);
    expect(sorts([history(['two', 'one', 'three'])], log)).toEqual(['reordered']);
    expect(sorts([history(['one', 'two'])], log)).toEqual(['phantom']);
    expect(sorts([history(['one', 'three'])], [log[0]!, log[2]!])).toEqual(['gap']);
    const told = history(['one', 'two', 'three'], {
      acknowledged: [{ text: 'two', conversationId: 'c', seq: 1 }],
    });
    expect(sorts([told], log)).toEqual(['moved']);
    for (const shown of [log.slice(0, 2), [log[0]!, log[2]!], [entry(3, 'other')]]) {
      expect(sorts([history(['one', 'two', 'three'], { shown: new Map([['c', shown]]) })], log)).toEqual([
        'differs',
      ]);
    }
  });
});
