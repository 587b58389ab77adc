import type { Content } from '@causerie/protocol';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useMessenger } from '../view/context.ts';
import { IconButton } from '../view/IconButton.tsx';
import { lazy } from '../view/lazy.tsx';
import { useWords } from '../words/words.ts';
import { contentsOf } from './contents.ts';
import { useFileDrop } from './useFileDrop.ts';
import { useUploads } from './useUploads.ts';

/** The protocol's MAX_TEXT; types only may be imported from there. */
const MAX_TEXT = 10_000;

const Attachments = lazy(() => import('../lazy/Attachments.tsx').then((m) => m.Attachments));
const EmojiPicker = lazy(() => import('../lazy/EmojiPicker.tsx').then((m) => m.EmojiPicker));
const VoiceRecorder = lazy(() => import('../lazy/VoiceRecorder.tsx').then((m) => m.VoiceRecorder));
const canRecord = () => 'MediaRecorder' in globalThis && !!navigator.mediaDevices;

type Props = {
  /** Name under which an unsent text is kept: the conversation, or `new`. */
  draft: string;
  onSend(contents: Content[]): void;
  onTyping?(active: boolean): void;
};

export function Composer({ draft, onSend, onTyping }: Props) {
  const words = useWords();
  const { text, setText } = useDraft(draft);
  const uploads = useUploads();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [panel, setPanel] = useState<'emoji' | 'voice'>();
  const [sendVoice, setSendVoice] = useState(false);
  const addFiles = (files: Iterable<File>) => [...files].forEach((file) => void uploads.add(file, file.name));
  const { dragging, ...drop } = useFileDrop(addFiles);
  const { attachments } = uploads;
  const busy = attachments.some((a) => !a.stored && !a.failed);
  const tooLong = text.length > MAX_TEXT;
  const empty = !text.trim() && !attachments.some((a) => a.stored);

  const send = () => {
    if (empty || busy || tooLong) return;
    onSend(contentsOf(attachments, text.trim()));
    onTyping?.(false);
    uploads.clear();
    setText('');
    setPanel(undefined);
    area.current?.focus();
  };
  // A voice message goes by itself as soon as it is there: "send" was pressed already.
  useEffect(() => {
    if (!sendVoice || busy) return;
    setSendVoice(false);
    send();
  }, [sendVoice, busy]);
  useGrowing(area, text);

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word; 229 is what Safari says of the same key.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    addFiles(files);
  };
  const insert = (sign: string) => {
    const { selectionStart: from = text.length, selectionEnd: to = text.length } = area.current ?? {};
    setText(text.slice(0, from) + sign + text.slice(to));
    setTimeout(() => area.current?.setSelectionRange(from + sign.length, from + sign.length));
  };
  const toggle = (which: 'emoji' | 'voice') => setPanel(panel === which ? undefined : which);
  const onPanelKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !panel) return;
    // Else the same key would close the messenger too.
    event.stopPropagation();
    setPanel(undefined);
    area.current?.focus();
  };

  return (
    <form
      class={dragging ? 'composer dragging' : 'composer'}
      data-drop={words.dropHere}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={onPanelKey}
      {...drop}
    >
      {panel === 'emoji' && <EmojiPicker onPick={insert} />}
      {attachments.length > 0 && (
        <Attachments attachments={attachments} onRemove={uploads.remove} onRetry={uploads.retry} />
      )}
      {tooLong && (
        <p class="error" role="alert">
          {words.tooLong}
        </p>
      )}
      {panel === 'voice' ? (
        <VoiceRecorder
          onCancel={() => setPanel(undefined)}
          onDone={(file, name, voice) => {
            uploads.add(file, name, voice);
            setPanel(undefined);
            setSendVoice(true);
          }}
        />
      ) : (
        <>
          <textarea
            ref={area}
            rows={1}
            dir="auto"
            aria-label={words.message}
            placeholder={words.writeHere}
            enterkeyhint="send"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              onTyping?.(true);
            }}
            onBlur={() => onTyping?.(false)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
          <div class="tools">
            <IconButton icon="attach" label={words.attach} onClick={() => picker.current?.click()} />
            <IconButton
              icon="emoji"
              label={words.emoji}
              aria-expanded={panel === 'emoji'}
              onClick={() => toggle('emoji')}
            />
            {canRecord() && <IconButton icon="mic" label={words.voice} onClick={() => toggle('voice')} />}
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                addFiles(event.currentTarget.files ?? []);
                event.currentTarget.value = '';
              }}
            />
            <IconButton
              icon="send"
              label={words.send}
              type="submit"
              class="send"
              disabled={empty || busy || tooLong}
            />
          </div>
        </>
      )}
    </form>
  );
}

/** The unsent text, kept in this browser through reloads. */
function useDraft(name: string) {
  const { memory } = useMessenger();
  const key = `draft:${name}`;
  const [text, show] = useState(() => memory.get(key) ?? '');
  return {
    text,
    setText: (next: string) => {
      show(next);
      memory.set(key, next);
    },
  };
}

/** As tall as the text, up to what the style sheet allows. */
function useGrowing(area: { current: HTMLTextAreaElement | null }, text: string) {
  useLayoutEffect(() => {
    const el = area.current;
    if (!el) return;
    el.style.height = 'auto';
    el.style.height = `${el.scrollHeight}px`;
  }, [text]);
}
