/** What a key does in the composer. Pure, so that every keyboard and input method can be tested without a browser. */
export type ComposerAction = 'send' | 'send-and-resolve' | 'bold' | 'italic' | 'leave' | null;

export type ComposerKey = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  /** An input method is composing: Enter chooses a candidate, it does not send. */
  isComposing: boolean;
  /** 229 while an input method handles the key; Safari reports no `isComposing` for the Enter that ends it. */
  keyCode: number;
};

export function composerAction(event: ComposerKey, sendWith: 'enter' | 'mod-enter'): ComposerAction {
  if (event.isComposing || event.keyCode === 229) return null;
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter') {
    if (mod) return event.shiftKey && !event.altKey ? 'send-and-resolve' : 'send';
    return sendWith === 'enter' && !event.shiftKey && !event.altKey ? 'send' : null;
  }
  if (event.key === 'Escape') return 'leave';
  if (!mod || event.altKey || event.shiftKey) return null;
  if (event.key.toLowerCase() === 'b') return 'bold';
  return event.key.toLowerCase() === 'i' ? 'italic' : null;
}

/** The text with `mark` around what is selected, or taken away again if it stands there; and what is selected then. */
export function wrapSelection(text: string, start: number, end: number, mark: string) {
  const n = mark.length;
  const marked = text.slice(start - n, start) === mark && text.slice(end, end + n) === mark;
  const inner = text.slice(start, end);
  return marked
    ? { from: start - n, to: end + n, insert: inner, start: start - n, end: end - n }
    : { from: start, to: end, insert: mark + inner + mark, start: start + n, end: end + n };
}
