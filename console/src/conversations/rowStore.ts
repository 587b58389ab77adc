import type { AgentRead, Conversation, OwnCounts, ServerFrameOf, ViewCounts } from '@causerie/protocol';
import { type MembersPage, mergeRows, noRows, type Rows, reconcileMembers } from './rows.ts';

export type RowPatch = Partial<
  Pick<
    Conversation,
    'status' | 'snoozedUntil' | 'assigneeId' | 'teamId' | 'priority' | 'fields' | 'labels' | 'spam'
  >
>;
/** A row as it was and as it is now. */
export type RowChange = { before: Conversation | undefined; after: Conversation };

export type RowStore = ReturnType<typeof createRowStore>;

/**
 * Holds the rows of one workspace for every list. Live frames are gathered and shown once per animation frame, so
 * that a busy minute costs one sorting, not a hundred.
 */
export function createRowStore() {
  let known: Rows = noRows;
  let shown: Rows = noRows;
  let counts: ViewCounts | undefined;
  let shownCounts: ViewCounts | undefined;
  let own: OwnCounts = {};
  let shownOwn: OwnCounts = own;
  /** What is in the views that the server decides, by view. */
  const members = new Map<string, ReadonlySet<string>>();
  let shownMembers: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  /** Changes of ours that the server has not confirmed yet, by an own number. */
  const guesses = new Map<number, { id: string; patch: RowPatch }>();
  let nextGuess = 1;
  let scheduled = false;
  /** Set between a reset and the first page after it: what is shown stays, instead of a nearly empty list. */
  let waitingForPage = false;
  const listeners = new Set<() => void>();
  const changeListeners = new Set<(changes: RowChange[]) => void>();

  function show() {
    scheduled = false;
    shown = withGuesses(known, guesses.values());
    shownCounts = counts;
    shownOwn = own;
    shownMembers = new Map(members);
    for (const listener of listeners) listener();
  }

  function schedule() {
    if (scheduled || waitingForPage) return;
    scheduled = true;
    // A hidden page gets no animation frames, but its title and sounds still want to know.
    if (document.hidden) setTimeout(show, 50);
    else requestAnimationFrame(show);
  }

  function merge(
    conversations: readonly Conversation[],
    reads: readonly AgentRead[] = [],
    at: 'once' | 'frame' = 'frame',
  ) {
    const before = known;
    known = mergeRows(known, conversations, reads);
    if (known !== before) {
      if (at === 'frame') schedule();
    }
    if (at === 'once') {
      waitingForPage = false;
      show();
    }
    return before;
  }

  /** What one may not see any more, or what was erased: it is gone from every list at once. */
  function remove(ids: readonly string[]) {
    if (!ids.some((id) => known.conversations.has(id))) return;
    known = { ...known, conversations: known.conversations.without(ids) };
    schedule();
  }

  return {
    getRows: () => shown,
    getCounts: () => shownCounts,
    getOwnCounts: () => shownOwn,
    getMembers: (view: string) => shownMembers.get(view),
    merge,
    /** A live frame; tells those who want to know what changed (notifications). */
    apply(frame: ServerFrameOf<'rows'>) {
      if (frame.removed) remove(frame.removed);
      const before = merge(frame.conversations, frame.reads ?? []);
      if (frame.counts) this.setCounts(frame.counts);
      const changes = frame.conversations
        .filter((row) => known.conversations.get(row.id) === row && before.conversations.get(row.id) !== row)
        .map((after) => ({ before: before.conversations.get(after.id), after }));
      if (changes.length > 0) for (const listener of changeListeners) listener(changes);
    },
    setCounts(next: ViewCounts) {
      counts = next;
      schedule();
    },
    setOwnCounts(next: OwnCounts) {
      own = { ...own, ...next };
      schedule();
    },
    /** A page of a view that the server decides: it says all that stands between its two ends. */
    addMembers(view: string, page: MembersPage) {
      members.set(view, reconcileMembers(members.get(view), known.conversations, page));
    },
    /** What a change meant for such a view. */
    applyView({ view, inside, outside }: ServerFrameOf<'view_rows'>) {
      const known = members.get(view);
      merge(inside);
      if (!known) return;
      const next = new Set(known);
      for (const row of inside) next.add(row.id);
      for (const id of outside) next.delete(id);
      members.set(view, next);
      schedule();
    },
    /** Shows a change before the server has confirmed it; the returned function takes the guess back. */
    guess(id: string, patch: RowPatch) {
      const number = nextGuess++;
      guesses.set(number, { id, patch });
      show();
      return () => {
        guesses.delete(number);
        show();
      };
    },
    /** Too much was missed: only what is read from now on counts. What is shown stays until a page is merged. */
    forget() {
      known = noRows;
      waitingForPage = true;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onChange(listener: (changes: RowChange[]) => void) {
      changeListeners.add(listener);
      return () => void changeListeners.delete(listener);
    },
  };
}

function withGuesses(rows: Rows, guesses: Iterable<{ id: string; patch: RowPatch }>): Rows {
  const guessed = new Map<string, Conversation>();
  for (const { id, patch } of guesses) {
    const row = guessed.get(id) ?? rows.conversations.get(id);
    if (row) guessed.set(id, { ...row, ...patch });
  }
  return guessed.size > 0 ? { ...rows, conversations: rows.conversations.with([...guessed.values()]) } : rows;
}
