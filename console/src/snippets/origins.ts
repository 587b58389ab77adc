import type { SnippetOrigin } from '@causerie/protocol';
import type { ComposerTab } from '../messages/drafts.ts';

const keyOf = (conversationId: string, tab: ComposerTab) => `causerie.snippets.${conversationId}.${tab}`;
const MOST = 3;

/** Which snippets a draft was made from; kept beside the draft, so that a reload does not lose it. */
export function readOrigins(conversationId: string, tab: ComposerTab): SnippetOrigin[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(conversationId, tab)) ?? '[]') as SnippetOrigin[];
  } catch {
    return [];
  }
}

export function addOrigin(conversationId: string, tab: ComposerTab, origin: SnippetOrigin): void {
  const others = readOrigins(conversationId, tab).filter((known) => known.snippetId !== origin.snippetId);
  write(conversationId, tab, [...others, origin].slice(-MOST));
}

/** Those of a draft that is being sent, or that was thrown away. */
export function takeOrigins(conversationId: string, tab: ComposerTab): SnippetOrigin[] {
  const origins = readOrigins(conversationId, tab);
  if (origins.length > 0) write(conversationId, tab, []);
  return origins;
}

function write(conversationId: string, tab: ComposerTab, origins: SnippetOrigin[]): void {
  try {
    if (origins.length > 0) localStorage.setItem(keyOf(conversationId, tab), JSON.stringify(origins));
    else localStorage.removeItem(keyOf(conversationId, tab));
  } catch {
    // Full or forbidden: the message goes out all the same.
  }
}
