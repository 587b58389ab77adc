import type { TimelineItem } from '@causerie/client';
import type { Content, Entry } from '@causerie/protocol';
import { describe, expect, it } from 'vitest';
import { answersIn } from './answers.ts';
import { groupTimeline } from './group.ts';

let seq = 0;
const agent = { kind: 'agent' as const, id: 'a1', name: 'Amélie' };
const item = (at: string, patch: Partial<Entry> = {}): TimelineItem => {
  seq++;
  const content: Content = { kind: 'text', text: `${seq}` };
  const entry: Entry = {
    conversationId: 'c',
    seq,
    id: `e${seq}`,
    at: new Date(at).toISOString(),
    kind: 'message',
    author: agent,
    content,
  };
  return { state: 'confirmed', entry: { ...entry, ...patch } };
};
const contact = { author: { kind: 'contact' as const, id: 'me' } };
const shape = (items: TimelineItem[]) =>
  groupTimeline(items).map((row) =>
    row.row === 'group' ? `${row.mine ? 'mine' : row.author.id}:${row.items.length}` : row.row,
  );

describe('groupTimeline', () => {
  it('puts messages of one author together, as long as they are close', () => {
    expect(
      shape([
        item('2026-11-20T09:00:00'),
        item('2026-11-20T09:01:00'),
        item('2026-11-20T09:20:00'),
        item('2026-11-20T09:21:00', contact),
      ]),
    ).toEqual(['day', 'a1:2', 'a1:1', 'mine:1']);
  });

  it('draws a line for each day, on the clock of the visitor', () => {
    expect(shape([item('2026-11-20T23:59:00'), item('2026-11-21T00:00:30')])).toEqual([
      'day',
      'a1:1',
      'day',
      'a1:1',
    ]);
  });

  it('passes over what the visitor may not see, without parting a group', () => {
    const at = '2026-11-20T09:00:00';
    const hidden = item(at, { kind: 'hidden', content: undefined });
    const started = item(at, {
      kind: 'event',
      content: undefined,
      event: { type: 'started', inboxId: 'i', mode: 'live' },
    });
    const taken = item(at, {
      kind: 'event',
      content: undefined,
      event: { type: 'assigned', agentId: null, teamId: null },
    });
    expect(shape([started, item(at), hidden, taken, item(at)])).toEqual(['day', 'a1:2']);
  });

  it('shows public events as lines', () => {
    const at = '2026-11-20T09:00:00';
    const joined = item(at, {
      kind: 'event',
      content: undefined,
      event: { type: 'assigned', agentId: 'x', agentName: 'Karim', teamId: null },
    });
    expect(shape([item(at), joined, item(at)])).toEqual(['day', 'a1:1', 'event', 'a1:1']);
  });

  it('puts pending messages under those that arrived, as the visitor’s own', () => {
    const message = {
      entryId: 'p',
      conversationId: 'c',
      kind: 'message' as const,
      content: { kind: 'text' as const, text: 'x' },
      createdAt: Date.parse('2026-11-20T09:01:00'),
    };
    expect(shape([item('2026-11-20T09:00:00', contact), { state: 'pending', message }])).toEqual([
      'day',
      'mine:2',
    ]);
  });
});

describe('answersIn', () => {
  it('finds answers by the offer, also those on their way, but not those refused', () => {
    const choice = (entryId: string): Content => ({ kind: 'choice', entryId, optionId: 'o', label: 'l' });
    const message = (entryId: string) => ({
      entryId: `m-${entryId}`,
      conversationId: 'c',
      kind: 'message' as const,
      content: choice(entryId),
      createdAt: 0,
    });
    const answers = answersIn([
      item('2026-11-20T09:00:00', { ...contact, content: choice('one') }),
      { state: 'pending', message: message('two') },
      { state: 'failed', message: message('three'), code: 'x', reason: '' },
    ]);
    expect([...answers.keys()]).toEqual(['one', 'two']);
  });
});
