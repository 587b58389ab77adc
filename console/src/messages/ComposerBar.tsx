import type { Content, Conversation } from '@causerie/protocol';
import { MessageSquareQuote, Paperclip, SendHorizontal, Smile } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import type { ConversationActions } from '../conversations/useConversationActions.ts';
import { latePart } from '../shell/latePart.tsx';
import { usePreferences } from '../shell/preferences.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Popover } from '../ui/Popover.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import type { ComposerTab } from './drafts.ts';
import { InsertMenu } from './InsertMenu.tsx';
import { SendMenu } from './SendMenu.tsx';

const EmojiPicker = latePart(async () => (await import('./EmojiPicker.tsx')).EmojiPicker);

type Props = {
  tab: ComposerTab;
  /** Characters beyond what one message may hold; negative while there is room. */
  over: number;
  sendable: boolean;
  hint?: string;
  row: Conversation | undefined;
  actions: ConversationActions;
  onSubmit: (then?: () => void) => void;
  onEmoji: (emoji: string) => void;
  onFiles: (files: File[]) => void;
  onSnippet: () => void;
  onContent: (content: Content) => void;
};

export function ComposerBar({ tab, row, over, sendable, hint, onSubmit, onEmoji, onFiles, ...more }: Props) {
  const { thread, snippets } = useWords();
  const words = thread.composer;
  const { sendWith } = usePreferences();
  const { number } = useFormats();
  return (
    <div className="@container flex items-center gap-0.5 px-2 pt-1 pb-2">
      <FileButton onFiles={onFiles} />
      <EmojiButton onEmoji={onEmoji} />
      <IconButton label={snippets.menu.insert} shortcut="/" onClick={more.onSnippet}>
        <MessageSquareQuote className="size-4" />
      </IconButton>
      {tab === 'reply' && <InsertMenu onContent={more.onContent} />}
      <p
        role="status"
        className={cx(
          'min-w-0 flex-1 truncate px-2 text-end text-xs',
          over > 0 ? 'text-bad-ink' : 'text-faint',
        )}
      >
        {over > 0 ? (
          words.tooLong(number(over))
        ) : hint ? (
          hint
        ) : (
          <span className="@max-[37rem]:hidden">
            {sendWith === 'enter' ? words.enterSends : words.modEnterSends}
          </span>
        )}
      </p>
      <div className="flex">
        <Button
          look={tab === 'note' ? 'note' : 'primary'}
          className={cx('max-md:h-10', row && 'rounded-e-none')}
          aria-disabled={!sendable}
          onClick={() => onSubmit()}
        >
          {tab === 'reply' && <SendHorizontal className="size-4 rtl:-scale-x-100" aria-hidden="true" />}
          <span className={tab === 'reply' ? '@max-[24rem]:sr-only' : undefined}>
            {tab === 'reply' ? words.sendReply : words.addNote}
          </span>
        </Button>
        {row && (
          <SendMenu tab={tab} row={row} actions={more.actions} sendable={sendable} onSubmit={onSubmit} />
        )}
      </div>
    </div>
  );
}

function FileButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const words = useWords().thread.composer;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.attach}
        onChange={(e) => {
          onFiles([...(e.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          e.target.value = '';
        }}
      />
      <IconButton label={words.attach} onClick={() => input.current?.click()}>
        <Paperclip className="size-4" />
      </IconButton>
    </>
  );
}

function EmojiButton({ onEmoji }: { onEmoji: (emoji: string) => void }) {
  const words = useWords().thread.composer;
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={words.emoji}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={words.emoji}>
          <Smile className="size-4" />
        </IconButton>
      }
    >
      <Suspense fallback={<div className="h-80 w-80" />}>
        <EmojiPicker
          onPick={(emoji) => {
            setOpen(false);
            // After the popover has given the focus back, so that it ends in the field.
            setTimeout(() => onEmoji(emoji));
          }}
        />
      </Suspense>
    </Popover>
  );
}
