import type { Timeline } from '@causerie/client';
import type { Content, Conversation, SnippetOrigin } from '@causerie/protocol';
import { useEffect, useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { takeOrigins } from '../snippets/origins.ts';
import { useReport } from '../ui/toasts.tsx';
import type { ComposerFieldHandle } from './ComposerField.tsx';
import { type ComposerTab, onDrafts, readDraft, writeDraft } from './drafts.ts';
import { MAX_TEXT } from './limits.ts';
import { type Callable, referencesIn } from './mentions.ts';
import { listenForOutcomes } from './sendOutcome.ts';
import { fileContent, takeUploads, useUploads } from './uploads.ts';
import { useCallables } from './useMentionMenu.tsx';
import { useSeenSeq } from './useSeenSeq.ts';

type Field = { current: ComposerFieldHandle | null };

/** What is being written on both tabs, and the way from there into the outbox. */
export function useComposing(
  timeline: Timeline<Conversation>,
  tab: ComposerTab,
  field: Field,
  picked: () => readonly Callable[],
  onSent: (origins: readonly SnippetOrigin[]) => void,
) {
  const { id } = timeline;
  const [drafts, setDrafts] = useState(() => ({
    reply: readDraft(id, 'reply'),
    note: readDraft(id, 'note'),
  }));
  // Written on another device, or cleared there by sending.
  useEffect(
    () =>
      onDrafts(() =>
        setDrafts((known) => {
          const next = { reply: readDraft(id, 'reply'), note: readDraft(id, 'note') };
          return next.reply === known.reply && next.note === known.note ? known : next;
        }),
      ),
    [id],
  );
  const callables = useCallables();
  const seen = useSeenSeq(timeline);
  const uploads = useUploads(id);
  const uploading = uploads.some((u) => !u.stored);
  const text = drafts[tab];

  const write = (next: string) => {
    setDrafts((known) => ({ ...known, [tab]: next }));
    writeDraft(id, tab, next);
    if (next.trim() === '') takeOrigins(id, tab);
    if (tab === 'reply') timeline.typing(next.trim() !== '');
  };
  const send = useSend(timeline, tab, seen);
  /** `then` is done once the server has all of it; not where a part was refused. */
  const submit = (then?: () => void) => {
    // The field's own text, not the last drawn one: two quick Enters must not send it twice.
    const written = field.current?.text() ?? text;
    if (uploading || written.length > MAX_TEXT) return;
    const files = takeUploads(id).map(fileContent);
    const said = written.trim();
    const mentions = tab === 'note' ? referencesIn(said, picked(), callables) : [];
    const words: Content[] = said
      ? [{ kind: 'text', text: said, ...(mentions.length > 0 && { mentions }) }]
      : [];
    if (words.length + files.length === 0) return;
    const origins = takeOrigins(id, tab);
    if (tab === 'reply') onSent(origins);
    field.current?.clear();
    write('');
    // Back into the field only if the outbox has not taken it: it must never be sent twice.
    void send([...words, ...files], origins, then).then((sent) => sent < words.length && write(written));
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
function useSend(timeline: Timeline<Conversation>, tab: ComposerTab, seen: { current: number }) {
  const report = useReport();
  const { client } = useDesk();
  return async (contents: Content[], origins: SnippetOrigin[] = [], then?: () => void): Promise<number> => {
    timeline.typing(false);
    let sent = 0;
    const outcomes = then && listenForOutcomes(client);
    const arrived: Promise<boolean>[] = [];
    try {
      for (const content of contents) {
        const snippets = content.kind === 'text' ? origins : [];
        // The first one tells what was seen; the others belong to it.
        const seenSeq = tab === 'reply' && sent === 0 && seen.current > 0 ? seen.current : undefined;
        const kind = tab === 'note' ? 'note' : 'message';
        const { entryId } = await timeline.send(content, kind, snippets, seenSeq);
        if (outcomes) arrived.push(outcomes.of(entryId));
        sent++;
      }
    } catch (thrown) {
      report(thrown);
    }
    void Promise.all(arrived).then((all) => {
      outcomes?.stop();
      if (sent === contents.length && all.every(Boolean)) then?.();
    });
    return sent;
  };
}
