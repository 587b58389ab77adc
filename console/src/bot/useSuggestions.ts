import type { Conversation, FaqSuggestions, SnippetOrigin } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { keys } from '../api/keys.ts';
import type { ComposerFieldHandle } from '../messages/ComposerField.tsx';
import { addStored } from '../messages/uploads.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { addOrigin } from '../snippets/origins.ts';
import { renderSnippet } from '../snippets/renderSnippet.ts';
import { useSnippets, useSnippetValues } from '../snippets/useSnippets.ts';
import { cameByTab } from './cameByTab.ts';
import { type Dismissed, useDismissing } from './useDismissing.ts';

export type Suggestion = FaqSuggestions['items'][number];
export type SuggestionsState = {
  active: Suggestion | undefined;
  /** From 1. */
  place: number;
  count: number;
  /** It stands in the field, to be taken by Tab: it is likely, or was chosen by an arrow. What is only perhaps is named beside. */
  offered: boolean;
  /** As it would be inserted here and now. */
  preview: { text: string; missing: string[] } | undefined;
  /** Tab inserts it, where the field is empty. */
  armed: boolean;
  dismissed: Dismissed | undefined;
  insert: () => void;
  next: () => void;
  dismiss: () => void;
  undo: () => void;
};

/** What is less likely than not is not put in a reply's place. */
const LIKELY = 0.5;

type Field = { current: ComposerFieldHandle | null };

/** What was put into the draft of a conversation, until it is sent. */
const inserted = new Map<string, { seq: number; faqId: string; snippetId: string }>();

/**
 * What fits the customer's last message, above an agent's empty reply. Asked for once for each message, never while one types.
 *
 * Tab inserts only what stands in the field, and only into an empty one that was entered by click, shortcut or typing: who came by Tab goes on by Tab, unless the arrows
 * have chosen; Shift+Tab always leaves. After inserting the field is not empty, so the next Tab leaves it. Escape says that the suggestion
 * does not fit, with a moment to take that back; where nothing is suggested it leaves the field.
 */
export function useSuggestions(conversationId: string, row: Conversation | undefined, field: Field) {
  const { workspaceId, bot } = useDesk();
  const seq = useAskedSeq(row);
  const { data } = useQuery({
    queryKey: keys.suggestions(workspaceId, conversationId, seq ?? 0),
    queryFn: ({ signal }) => bot.suggestions(conversationId, signal),
    enabled: seq !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const dismissing = useDismissing(conversationId);
  const items = seq === undefined ? [] : (data?.items ?? []).filter((item) => !dismissing.hides(item.faqId));
  const [chosen, setChosen] = useState<string>();
  const [armed, setArmed] = useState(false);
  const active = items.find((item) => item.faqId === chosen) ?? items[0];
  const offered = active !== undefined && (active.probability >= LIKELY || active.faqId === chosen);
  const known = useSnippets();
  const values = useSnippetValues(row, active !== undefined);
  const preview = active && renderSnippet(active.text, values);

  const insert = () => {
    if (!active || !preview || !data?.seq) return;
    const { faqId, snippetId, language } = active;
    field.current?.insert(preview.text);
    addOrigin(conversationId, 'reply', { snippetId, language, text: preview.text });
    addStored(conversationId, known?.find((snippet) => snippet.id === snippetId)?.files ?? []);
    inserted.set(conversationId, { seq: data.seq, faqId, snippetId });
  };
  const step = (by: number) => {
    const next = items[(items.indexOf(active!) + by + items.length) % items.length];
    setArmed(true);
    if (next) setChosen(next.faqId);
  };
  const dismiss = () => active && data?.seq && dismissing.dismiss(data.seq, active);
  /** Tells whether the key was for the suggestion. */
  const onKey = (event: KeyboardEvent): boolean => {
    const { key, nativeEvent } = event;
    if (!active || field.current?.text() !== '' || nativeEvent.isComposing) return false;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    if (key === 'ArrowDown') step(1);
    else if (key === 'ArrowUp') step(-1);
    else if (armed && offered && key === 'Tab') insert();
    else if (armed && key === 'Escape') dismiss();
    else return false;
    return true;
  };
  const state: SuggestionsState = {
    active,
    place: active ? items.indexOf(active) + 1 : 0,
    count: items.length,
    offered,
    preview,
    armed,
    dismissed: dismissing.dismissed,
    insert,
    next: () => step(1),
    dismiss: () => void dismiss(),
    undo: dismissing.undo,
  };
  return {
    state,
    onKey,
    onFocus: () => setArmed(!cameByTab()),
    onBlur: () => setArmed(false),
    sent: useSent(conversationId),
  };
}

/** The message that is open: of the customer, and no agent has answered it. */
function useAskedSeq(row: Conversation | undefined): number | undefined {
  const can = useCan('conversations.reply');
  const last = row?.lastMessage;
  if (!can || !last || last.author.kind === 'agent') return undefined;
  return row.status === 'resolved' || row.mergedInto || row.spam ? undefined : last.seq;
}

/** A suggestion that went out, changed or not, was the right one. */
function useSent(conversationId: string): (origins: readonly SnippetOrigin[]) => void {
  const { workspaceId, bot } = useDesk();
  const cache = useQueryClient();
  const latest = useRef(cache);
  useEffect(() => {
    latest.current = cache;
  });
  return (origins) => {
    const used = inserted.get(conversationId);
    inserted.delete(conversationId);
    if (!used || !origins.some((origin) => origin.snippetId === used.snippetId)) return;
    const { seq, faqId } = used;
    // What the engine learns is not worth a message to the agent.
    bot.feedback(conversationId, { seq, faqId, outcome: 'used' }).catch(() => undefined);
    void latest.current.invalidateQueries({ queryKey: keys.decisions(workspaceId, conversationId) });
  };
}
