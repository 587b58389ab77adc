import type { Draft } from '@causerie/protocol';
import { useSyncExternalStore } from 'react';

export type ComposerTab = 'reply' | 'note';

const PREFIX = 'causerie.draft.';
/** When a text was written and whether the server has it, beside the text itself. */
const MARK = 'causerie.draft-mark.';
const listeners = new Set<() => void>();
const keyOf = (conversationId: string, tab: ComposerTab) => `${PREFIX}${conversationId}.${tab}`;
const markOf = (conversationId: string, tab: ComposerTab) => `${MARK}${conversationId}.${tab}`;

type Mark = { writtenAt: string; kept: boolean };

/** What was written and not sent, per conversation and tab; survives reloads and crashes. */
export function readDraft(conversationId: string, tab: ComposerTab): string {
  return read(keyOf(conversationId, tab)) ?? '';
}

/** Written here just now: it is to be told to the server. */
export function writeDraft(conversationId: string, tab: ComposerTab, text: string): void {
  store(conversationId, tab, text, { writtenAt: new Date().toISOString(), kept: false });
}

/** Drafts that the server does not have yet, emptied ones too. */
export function draftsToKeep(): Draft[] {
  return marks().flatMap(({ conversationId, kind, mark }) =>
    mark.kept
      ? []
      : [{ conversationId, kind, text: readDraft(conversationId, kind), writtenAt: mark.writtenAt }],
  );
}

/** The server has this one now, unless something was written since. */
export function draftKept({ conversationId, kind, writtenAt }: Draft): void {
  const mark = readMark(conversationId, kind);
  if (mark?.writtenAt === writtenAt)
    write(markOf(conversationId, kind), JSON.stringify({ ...mark, kept: true }));
}

/** One from the server: taken if it was written later than what is here. Tells whether it was. */
export function takeDraft({ conversationId, kind, text, writtenAt }: Draft): boolean {
  const mark = readMark(conversationId, kind);
  if (mark ? mark.writtenAt >= writtenAt : text === '') return false;
  const changed = readDraft(conversationId, kind) !== text;
  store(conversationId, kind, text, { writtenAt, kept: true });
  return changed;
}

export function useHasDraft(conversationId: string): boolean {
  return useSyncExternalStore(
    onDrafts,
    () => readDraft(conversationId, 'reply').trim() !== '' || readDraft(conversationId, 'note').trim() !== '',
  );
}

/** Calls back whenever any draft changes, here or by the server's word. */
export function onDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function store(conversationId: string, tab: ComposerTab, text: string, mark: Mark): void {
  write(keyOf(conversationId, tab), text);
  write(markOf(conversationId, tab), JSON.stringify(mark));
  for (const listener of listeners) listener();
}

function marks(): { conversationId: string; kind: ComposerTab; mark: Mark }[] {
  const names = keysWith(MARK);
  return names.flatMap((name) => {
    const [conversationId = '', kind] = name.slice(MARK.length).split('.');
    const mark = readMark(conversationId, kind as ComposerTab);
    return mark ? [{ conversationId, kind: kind as ComposerTab, mark }] : [];
  });
}

function readMark(conversationId: string, tab: ComposerTab): Mark | undefined {
  try {
    return JSON.parse(read(markOf(conversationId, tab)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Full or forbidden storage loses nothing: the text is still in the field. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // See above.
  }
}

function keysWith(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
