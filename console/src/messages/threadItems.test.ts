import type { TimelineItem } from '@causerie/client';
import type { Author, Entry } from '@causerie/protocol';
import { describe, expect, it } from 'vitest';
import { arrangeThread } from './threadItems.ts';

const me: Author = { kind: 'agent', id: 'me' };
const lea: Author = { kind: 'contact', id: 'lea' };
const start = new Date(2026, 10, 20, 10, 0).getTime();
const minutes = (n: number) => new Date(start + n * 60_000).toISOString();

function confirmed(seq: number, author: Author, minute: number, parts: Partial<Entry> = {}): TimelineItem {
  const entry: Entry = {
    conversationId: 'c',
    seq,
    id: `e${seq}`,
    at: minutes(minute),
    kind: 'message',
    author,
    content: { kind: 'text', text: `${seq}` },
    ...parts,
  };
  return { state: 'confirmed', entry };
}

const shape = (items: TimelineItem[], options: { readSeq?: number; complete?: boolean } = {}) =>
  arrangeThread(items, { me, complete: false, ...options }).map((line) =>
    line.type === 'message' ? `${line.message.id}${line.first ? '[' : ''}${line.last ? ']' : ''}` : line.type,
  );

describe('arrangeThread', () => {
  it('groups one author, and breaks at another, at a note, after five minutes and at events', () => {
    const items = [
      confirmed(1, lea, 0),
      confirmed(2, lea, 1),
      confirmed(3, me, 2),
      confirmed(4, me, 3, { kind: 'note' }),
      confirmed(5, me, 12, { kind: 'note' }),
      confirmed(6, me, 13, { kind: 'event', content: undefined, event: { type: 'resolved' } }),
      confirmed(7, me, 13, { kind: 'note' }),
    ];
    expect(shape(items)).toEqual(['day', 'e1[', 'e2]', 'e3[]', 'e4[]', 'e5[]', 'event', 'e7[]']);
  });

  it('draws a line for each day, and one where the unread begin', () => {
    const items = [confirmed(1, lea, 0), confirmed(2, lea, 1), confirmed(3, lea, 24 * 60)];
    expect(shape(items, { readSeq: 1, complete: true })).toEqual([
      'start',
      'day',
      'e1[]',
      'new',
      'e2[]',
      'day',
      'e3[]',
    ]);
  });

  it('marks nothing as new behind our own message, and leaves hidden entries out', () => {
    const items = [
      confirmed(1, lea, 0),
      confirmed(2, me, 1),
      confirmed(3, lea, 2, { kind: 'hidden', content: undefined }),
    ];
    expect(shape(items, { readSeq: 1 })).toEqual(['day', 'e1[]', 'e2[]']);
  });

  it('joins what is not confirmed yet to our group, under the id it will keep', () => {
    const message = {
      entryId: 'x',
      conversationId: 'c',
      kind: 'message' as const,
      content: { kind: 'text' as const, text: 'hi' },
      createdAt: start + 90_000,
    };
    const items: TimelineItem[] = [confirmed(1, me, 1), { state: 'pending', message }];
    expect(shape(items)).toEqual(['day', 'e1[', 'x]']);
    const failed = arrangeThread([{ state: 'failed', message, code: 'forbidden', reason: 'no' }], {
      me,
      complete: false,
    });
    expect(failed.at(-1)).toMatchObject({ message: { state: 'failed', failure: { code: 'forbidden' } } });
  });
});
