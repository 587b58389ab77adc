import type { Timeline } from '@causerie/client';
import type { Content, Conversation, SnippetOrigin } from '@causerie/protocol';
import { useState } from 'react';
import { takeOrigins } from '../snippets/origins.ts';
import { useReport } from '../ui/toasts.tsx';
import type { ComposerFieldHandle } from './ComposerField.tsx';
import { type ComposerTab, readDraft, writeDraft } from './drafts.ts';
import { MAX_TEXT } from './limits.ts';
import { fileContent, takeUploads, useUploads } from './uploads.ts';

type Field = { current: ComposerFieldHandle | null };

/** What is being written on both tabs, and the way from there into the outbox. */
export function useComposing(timeline: Timeline<Conversation>, tab: ComposerTab, field: Field) {
  const { id } = timeline;
  const [drafts, setDrafts] = useState(() => ({
    reply: readDraft(id, 'reply'),
    note: readDraft(id, 'note'),
  }));
  const uploads = useUploads(id);
  const uploading = uploads.some((u) => !u.stored);
  const text = drafts[tab];

  const write = (next: string) => {
    setDrafts((known) => ({ ...known, [tab]: next }));
    writeDraft(id, tab, next);
    if (next.trim() === '') takeOrigins(id, tab);
    if (tab === 'reply') timeline.typing(next.trim() !== '');
  };
  const send = useSend(timeline, tab);
  const submit = () => {
    // The field's own text, not the last drawn one: two quick Enters must not send it twice.
    const written = field.current?.text() ?? text;
    if (uploading || written.length > MAX_TEXT) return;
    const files = takeUploads(id).map(fileContent);
    const words: Content[] = written.trim() ? [{ kind: 'text', text: written.trim() }] : [];
    if (words.length + files.length === 0) return;
    const origins = takeOrigins(id, tab);
    field.current?.clear();
    write('');
    // Back into the field only if the outbox has not taken it: it must never be sent twice.
    void send([...words, ...files], origins).then((sent) => sent < words.length && write(written));
  };
  const empty = text.trim() === '' && uploads.length === 0;
  return {
    drafts,
    write,
    submit,
    send,
    uploading,
    sendable: !empty && !uploading && text.length <= MAX_TEXT,
  };
}

/**
 * Into the outbox one after the other, so that they arrive in this order. Tells of a full or broken storage, and
 * resolves with how many were taken.
 */
function useSend(timeline: Timeline<Conversation>, tab: ComposerTab) {
  const report = useReport();
  return async (contents: Content[], origins: SnippetOrigin[] = []): Promise<number> => {
    timeline.typing(false);
    let sent = 0;
    try {
      for (const content of contents) {
        const snippets = content.kind === 'text' ? origins : [];
        await timeline.send(content, tab === 'note' ? 'note' : 'message', snippets);
        sent++;
      }
    } catch (thrown) {
      report(thrown);
    }
    return sent;
  };
}
