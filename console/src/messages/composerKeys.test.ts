import { describe, expect, it } from 'vitest';
import { type ComposerKey, composerAction, wrapSelection } from './composerKeys.ts';

const key = (parts: Partial<ComposerKey>): ComposerKey => ({
  key: 'Enter',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 13,
  ...parts,
});

describe('composerAction', () => {
  it('sends with Enter or with Ctrl+Enter, as chosen', () => {
    expect(composerAction(key({}), 'enter')).toBe('send');
    expect(composerAction(key({ shiftKey: true }), 'enter')).toBe(null);
    expect(composerAction(key({}), 'mod-enter')).toBe(null);
    expect(composerAction(key({ ctrlKey: true }), 'mod-enter')).toBe('send');
    expect(composerAction(key({ metaKey: true }), 'enter')).toBe('send');
  });

  it('never sends while an input method composes', () => {
    expect(composerAction(key({ isComposing: true }), 'enter')).toBe(null);
    expect(composerAction(key({ keyCode: 229 }), 'enter')).toBe(null);
  });

  it('knows bold and italic', () => {
    expect(composerAction(key({ key: 'b', ctrlKey: true }), 'enter')).toBe('bold');
    expect(composerAction(key({ key: 'I', metaKey: true }), 'enter')).toBe('italic');
    expect(composerAction(key({ key: 'b' }), 'enter')).toBe(null);
  });
});

describe('wrapSelection', () => {
  it('marks, and takes the mark away again', () => {
    expect(wrapSelection('a word', 2, 6, '**')).toEqual({
      from: 2,
      to: 6,
      insert: '**word**',
      start: 4,
      end: 8,
    });
    expect(wrapSelection('a **word**', 4, 8, '**')).toEqual({
      from: 2,
      to: 10,
      insert: 'word',
      start: 2,
      end: 6,
    });
  });
});
