import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { usePreferences } from '../shell/preferences.ts';
import { composerAction, wrapSelection } from './composerKeys.ts';

export type ComposerFieldHandle = {
  text: () => string;
  clear: () => void;
  /** Puts text in place of what stands between there and the caret. */
  replaceFrom: (from: number, text: string) => void;
  /** Tells whether it has the focus now: a field that is hidden cannot take it. */
  focus: () => boolean;
  insert: (text: string) => void;
  /** Puts `text` in the place of what stands between two positions. */
  replace: (from: number, to: number, text: string) => void;
};

type Props = {
  ref?: Ref<ComposerFieldHandle>;
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  onSubmit: (resolve: boolean) => void;
  onFiles: (files: File[]) => void;
  /** The caret has moved, or the text has changed around it. */
  onCaret?: (text: string, caret: number) => void;
  /** Keys that something above the field takes: true where it has taken this one. */
  onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  onFocus?: () => void;
  onBlur?: () => void;
  /** The list above the field and what is chosen in it. */
  list?: { id: string; active: string | undefined };
};

const marks = { bold: '**', italic: '*' } as const;

/** The text itself: grows with what is written, knows its keys, takes pasted files. */
export function ComposerField({ ref, label, placeholder, text, onText, onSubmit, onFiles, ...above }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { sendWith } = usePreferences();
  useImperativeHandle(ref, () => ({
    text: () => area.current?.value ?? '',
    clear: () => {
      if (area.current) area.current.value = '';
    },
    focus: () => {
      area.current?.focus();
      return area.current !== null && document.activeElement === area.current;
    },
    replaceFrom: (from, inserted) => {
      const element = area.current;
      if (!element) return;
      element.setSelectionRange(from, element.selectionStart);
      replaceSelection(element, inserted);
    },
    insert: (inserted) => {
      const element = area.current;
      if (!element) return;
      replaceSelection(element, inserted);
      // A field that has just got the focus tells nothing of where its caret is.
      above.onCaret?.(element.value, element.selectionStart);
    },
    replace: (from, to, inserted) => {
      area.current?.setSelectionRange(from, to);
      if (area.current) replaceSelection(area.current, inserted);
    },
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (above.onKey?.(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const action = composerAction(event.nativeEvent, sendWith);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action === 'send' || action === 'send-and-resolve') onSubmit(action === 'send-and-resolve');
    else if (action === 'leave') event.currentTarget.blur();
    else mark(event.currentTarget, marks[action]);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <textarea
      ref={area}
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      dir="auto"
      value={text}
      onChange={(e) => onText(e.target.value)}
      onSelect={(e) => above.onCaret?.(e.currentTarget.value, e.currentTarget.selectionStart)}
      aria-autocomplete={above.onKey ? 'list' : undefined}
      aria-controls={above.list?.id}
      aria-activedescendant={above.list?.active}
      onFocus={above.onFocus}
      onBlur={() => {
        above.onCaret?.('', 0);
        above.onBlur?.();
      }}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      className="block max-h-[38vh] min-h-16 w-full resize-none bg-transparent px-4 py-2 text-[14.5px] leading-[1.55] outline-none max-md:min-h-12 max-md:text-lg"
    />
  );
}

function mark(element: HTMLTextAreaElement, sign: string) {
  const edit = wrapSelection(element.value, element.selectionStart, element.selectionEnd, sign);
  element.setSelectionRange(edit.from, edit.to);
  replaceSelection(element, edit.insert);
  element.setSelectionRange(edit.start, edit.end);
}

/** As if typed, so that undo works; `execCommand` is old but nothing else does that. */
function replaceSelection(element: HTMLTextAreaElement, text: string) {
  element.focus();
  if (text !== '' && document.execCommand('insertText', false, text)) return;
  element.setRangeText(text, element.selectionStart, element.selectionEnd, 'end');
  element.dispatchEvent(new Event('input', { bubbles: true }));
}
