import type { Conversation, Snippet } from '@causerie/protocol';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { ComposerFieldHandle } from '../messages/ComposerField.tsx';
import type { ComposerTab } from '../messages/drafts.ts';
import { addStored } from '../messages/uploads.ts';
import { addOrigin } from './origins.ts';
import { rankSnippets } from './rankSnippets.ts';
import { chooseText, renderSnippet } from './renderSnippet.ts';
import { type Slash, slashAt } from './slashAt.ts';
import { useSnippets, useSnippetValues } from './useSnippets.ts';

const MOST_SHOWN = 50;

export type SnippetMenuState = {
  snippets: Snippet[];
  /** Nobody has written one yet. */
  none: boolean;
  active: Snippet | undefined;
  activate: (snippet: Snippet) => void;
  choose: (snippet: Snippet) => void;
  /** As it would be inserted here and now. */
  preview: (snippet: Snippet) => { text: string; missing: string[]; language: string };
};

type Field = { current: ComposerFieldHandle | null };

/** What a slash in the composer calls: which snippets fit, which one is chosen, and how it gets into the text. */
export function useSnippetMenu(
  conversationId: string,
  row: Conversation | undefined,
  tab: ComposerTab,
  field: Field,
) {
  const [slash, setSlash] = useState<Slash>();
  // Where Escape has said that the slash is meant as a slash.
  const [left, setLeft] = useState<number>();
  const [chosen, setChosen] = useState<string>();
  const known = useSnippets();
  const values = useSnippetValues(row, slash !== undefined);
  const query = slash?.query;
  const snippets = useMemo(
    () => (query === undefined || !known ? [] : rankSnippets(known, query).slice(0, MOST_SHOWN)),
    [known, query],
  );
  // Behind words that no snippet has one is simply writing.
  const open = slash !== undefined && known !== undefined && (snippets.length > 0 || !/\s/.test(slash.query));
  const active = snippets.find((snippet) => snippet.id === chosen) ?? snippets[0];

  const onCaret = (text: string, caret: number) => {
    const found = slashAt(text, caret);
    if (!found) setLeft(undefined);
    setSlash(found && found.at !== left ? found : undefined);
    if (found?.query !== query) setChosen(undefined);
  };
  const preview = (snippet: Snippet) => {
    const text = chooseText(snippet.texts, row?.contact.language)!;
    return { ...renderSnippet(text.text, values), language: text.language };
  };
  const choose = (snippet: Snippet) => {
    if (!slash) return;
    const { text, language } = preview(snippet);
    field.current?.replace(slash.at, slash.at + 1 + slash.query.length, text);
    addOrigin(conversationId, tab, { snippetId: snippet.id, language, text });
    addStored(conversationId, snippet.files);
    setSlash(undefined);
  };
  const step = (by: number) => {
    const next = snippets[(snippets.indexOf(active!) + by + snippets.length) % snippets.length];
    if (next) setChosen(next.id);
  };
  /** Tells whether the key was for the menu. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return false;
    if (event.key === 'Escape') {
      setLeft(slash.at);
      setSlash(undefined);
      return true;
    }
    if (!active || event.shiftKey) return false;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active);
    else return false;
    return true;
  };
  const state: SnippetMenuState | undefined = open
    ? {
        snippets,
        none: known.length === 0,
        active,
        activate: (snippet) => setChosen(snippet.id),
        choose,
        preview,
      }
    : undefined;
  return { state, onCaret, onKey, close: () => setSlash(undefined) };
}
