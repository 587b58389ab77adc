import type { StoredFile } from '@causerie/protocol';
import { describe, expect, it } from 'vitest';
import { summarise } from '../lazy/record.ts';
import { type Attachment, contentsOf } from './contents.ts';

const attachment = (kind: StoredFile['kind'], patch: Partial<Attachment> = {}): Attachment => ({
  key: 1,
  file: new Blob(),
  name: 'x',
  share: 1,
  cancel: () => undefined,
  stored: { id: 'f1', name: 'x', mime: 'x/y', size: 1, kind, url: '/x' },
  ...patch,
});

describe('contentsOf', () => {
  it('is the text alone where there is no file', () => {
    expect(contentsOf([], 'hello')).toEqual([{ kind: 'text', text: 'hello' }]);
    expect(contentsOf([], '')).toEqual([]);
  });

  it('makes the text the caption of a single file that can have one', () => {
    expect(contentsOf([attachment('image')], 'look')).toEqual([
      { kind: 'image', fileId: 'f1', caption: 'look' },
    ]);
    expect(contentsOf([attachment('audio')], 'hear')).toEqual([
      { kind: 'audio', fileId: 'f1' },
      { kind: 'text', text: 'hear' },
    ]);
    expect(contentsOf([attachment('image')], 'x'.repeat(2001))).toHaveLength(2);
  });

  it('sends several files one by one, then the text, and leaves out what failed', () => {
    const failed = attachment('file', { stored: undefined, failed: 'too_large' });
    expect(contentsOf([attachment('file'), failed, attachment('video')], 'both').map((c) => c.kind)).toEqual([
      'file',
      'video',
      'text',
    ]);
  });

  it('sends a voice message with what the recorder knows', () => {
    expect(contentsOf([attachment('audio', { voice: { durationMs: 900, levels: [1, 2] } })], '')).toEqual([
      { kind: 'audio', fileId: 'f1', durationMs: 900, levels: [1, 2] },
    ]);
  });
});

describe('summarise', () => {
  it('keeps the loudest of each stretch within what the protocol allows', () => {
    const levels = Array.from({ length: 1000 }, (_, i) => (i === 500 ? 100 : 5));
    expect(summarise(levels)).toHaveLength(48);
    expect(Math.max(...summarise(levels))).toBe(100);
    expect(summarise([3, 4])).toEqual([3, 4]);
  });
});
