import { Tabs } from '@base-ui/react/tabs';
import type { Timeline } from '@causerie/client';
import type { Content, Conversation } from '@causerie/protocol';
import { useEffect, useRef, useState } from 'react';
import { contactName } from '../conversations/contactName.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { shortcuts } from '../shell/shortcuts.ts';
import { cx } from '../ui/cx.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { ComposerBar } from './ComposerBar.tsx';
import { ComposerField, type ComposerFieldHandle } from './ComposerField.tsx';
import { type ComposerTab, readDraft, writeDraft } from './drafts.ts';
import { onFocusComposer } from './focusComposer.ts';
import { MAX_TEXT } from './limits.ts';
import { UploadChips } from './UploadChips.tsx';
import { addUploads, fileContent, takeUploads, useUploads } from './uploads.ts';
import { useFileDrop } from './useFileDrop.ts';

type Props = { timeline: Timeline<Conversation>; row: Conversation | undefined };

const tabs: ComposerTab[] = ['reply', 'note'];

/** Where one writes: a reply to the customer, or a note for the team on a ground of its own. */
export function Composer({ timeline, row }: Props) {
  const words = useWords();
  const { workspaceId } = useDesk();
  const { id } = timeline;
  const [tab, setTab] = useState<ComposerTab>('reply');
  const [drafts, setDrafts] = useState(() => ({
    reply: readDraft(id, 'reply'),
    note: readDraft(id, 'note'),
  }));
  const field = useRef<ComposerFieldHandle>(null);
  const uploads = useUploads(id);
  const dropping = useFileDrop((files) => addUploads(workspaceId, id, files));
  useFocusRequests(setTab, field);
  const text = drafts[tab];
  const uploading = uploads.some((u) => !u.stored);
  const over = text.length - MAX_TEXT;
  const empty = text.trim() === '' && uploads.length === 0;

  const write = (next: string) => {
    setDrafts((known) => ({ ...known, [tab]: next }));
    writeDraft(id, tab, next);
    if (tab === 'reply') timeline.typing(next.trim() !== '');
  };
  const send = useSend(timeline, tab);
  const submit = () => {
    // The field's own text, not the last drawn one: two quick Enters must not send it twice.
    const written = field.current?.text() ?? text;
    if (uploading || written.length > MAX_TEXT) return;
    const files = takeUploads(id).map(fileContent);
    if (written.trim() === '' && files.length === 0) return;
    field.current?.clear();
    write('');
    const contents: Content[] = written.trim() ? [{ kind: 'text', text: written.trim() }, ...files] : files;
    void send(contents).catch(() => write(written));
  };

  const note = tab === 'note';
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(next: ComposerTab) => setTab(next)}
      className={cx(
        'relative m-3 mt-1 shrink-0 rounded-xl border shadow-soft transition-colors focus-within:border-accent max-md:m-2',
        note ? 'border-note-line bg-note' : 'border-line-strong/50 bg-surface dark:bg-sunken',
      )}
    >
      <Tabs.List aria-label={words.thread.composer.tabs} className="flex gap-1 px-2 pt-1.5">
        {tabs.map((name) => (
          <Tooltip key={name} text={words.thread.composer[name]} shortcut={shortcuts[name].keys} side="top">
            <Tabs.Tab
              value={name}
              className={cx(
                'rounded-md px-2.5 py-1 text-sm font-medium max-md:py-2',
                name === tab ? (note ? 'text-note-ink' : 'text-accent-ink') : 'text-faint hover:text-ink',
                name === tab && 'shadow-[inset_0_-2px_0_currentColor] rounded-b-none',
              )}
            >
              {words.thread.composer[name]}
            </Tabs.Tab>
          </Tooltip>
        ))}
      </Tabs.List>
      {tabs.map((name) => (
        <Tabs.Panel key={name} value={name} tabIndex={-1} className="outline-none">
          <ComposerField
            ref={name === tab ? field : undefined}
            label={words.thread.composer[name]}
            placeholder={
              name === 'note'
                ? words.thread.composer.notePlaceholder
                : words.thread.composer.replyTo(row ? contactName(row.contact, words.inbox.visitor) : '')
            }
            text={drafts[name]}
            onText={write}
            onSubmit={submit}
            onFiles={(files) => addUploads(workspaceId, id, files)}
          />
        </Tabs.Panel>
      ))}
      <UploadChips conversationId={id} />
      <ComposerBar
        tab={tab}
        over={over}
        sendable={!empty && !uploading && over <= 0}
        hint={uploading && uploads.length > 0 ? words.thread.composer.waitForFiles : undefined}
        onSubmit={submit}
        onEmoji={(emoji) => field.current?.insert(emoji)}
        onFiles={(files) => addUploads(workspaceId, id, files)}
        onContent={(content) => void send([content])}
      />
      {dropping && (
        <div className="pointer-events-none absolute inset-0 flex items-center justify-center rounded-xl border-2 border-dashed border-accent bg-accent-soft text-sm font-medium text-accent-ink">
          {words.thread.composer.drop}
        </div>
      )}
    </Tabs.Root>
  );
}

/** Into the outbox one after the other, so that they arrive in this order. Tells of a full or broken storage. */
function useSend(timeline: Timeline<Conversation>, tab: ComposerTab) {
  const report = useReport();
  return async (contents: Content[]) => {
    timeline.typing(false);
    try {
      for (const content of contents) await timeline.send(content, tab === 'note' ? 'note' : 'message');
    } catch (thrown) {
      report(thrown);
      throw thrown;
    }
  };
}

function useFocusRequests(
  setTab: (tab: ComposerTab) => void,
  field: { current: ComposerFieldHandle | null },
) {
  useEffect(
    () =>
      onFocusComposer((tab) => {
        setTab(tab);
        // The field of the other tab is there only after the next drawing.
        requestAnimationFrame(() => field.current?.focus());
      }),
    [setTab, field],
  );
}
