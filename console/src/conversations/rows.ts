import type { AgentRead, Conversation, ConversationView, ViewSort } from '@causerie/protocol';
import { RowMap } from './rowMap.ts';

/**
 * What the console knows of the workspace's conversations, and the rule by which lists are cut out of it. Rows come
 * from pages and from live frames, in any order and more than once; a row is replaced by a higher version only, so
 * that merging is commutative and idempotent and a list always equals what a fresh page would show.
 */
export type Rows = {
  readonly conversations: RowMap;
  readonly reads: ReadonlyMap<string, AgentRead>;
};

export type ListSort = ViewSort;
export type ListFilter = {
  view: ConversationView;
  /** A saved view, in place of `view`. */
  viewId?: string;
  teamId?: string;
  inboxId?: string;
  sort: ListSort;
};

/** The view's name where only the server can decide what is in it; undefined where the rows tell. */
export function decidedBy({ view, viewId }: ListFilter): string | undefined {
  return viewId ?? (view === 'mentions' || view === 'following' ? view : undefined);
}

/** Where in the order a row stands. */
export type Place = { at: string; id: string };

export const noRows: Rows = { conversations: new RowMap(), reads: new Map() };

/** Both together; the same object when nothing is new. */
export function mergeRows(
  known: Rows,
  conversations: readonly Conversation[],
  reads: readonly AgentRead[] = [],
): Rows {
  const newer = conversations.filter((row) => row.version > (known.conversations.get(row.id)?.version ?? -1));
  const further = reads.filter((read) => isFurther(read, known.reads.get(read.conversationId)));
  if (newer.length === 0 && further.length === 0) return known;
  return { conversations: withNewest(known.conversations, newer), reads: withFurthest(known.reads, further) };
}

function withNewest(known: Rows['conversations'], rows: Conversation[]): Rows['conversations'] {
  if (rows.length === 0) return known;
  // Of one that comes twice the newest counts.
  const newest = new Map<string, Conversation>();
  for (const row of rows) if ((newest.get(row.id)?.version ?? -1) < row.version) newest.set(row.id, row);
  return known.with([...newest.values()]);
}

/** The ids of the rows that differ, or undefined where they are many or not known quickly. */
export function changesSince(after: Rows, before: Rows, most: number): string[] | undefined {
  const changed = after.conversations.changesSince(before.conversations);
  return changed && changed.length <= most ? changed : undefined;
}

const isFurther = (read: AgentRead, before: AgentRead | undefined) =>
  !before ||
  marks(read) > marks(before) ||
  (marks(read) === marks(before) &&
    (read.readSeq > before.readSeq || read.contactMessages > before.contactMessages));

const marks = (read: AgentRead) => read.unreadMarks ?? 0;

/** A read cursor never moves back, but by being marked as unread once more. */
function withFurthest(known: Rows['reads'], reads: AgentRead[]): Rows['reads'] {
  if (reads.length === 0) return known;
  const merged = new Map(known);
  for (const read of reads) {
    const known = merged.get(read.conversationId);
    if (known && marks(known) > marks(read)) continue;
    const before = known && marks(known) === marks(read) ? known : undefined;
    merged.set(read.conversationId, {
      ...read,
      readSeq: Math.max(read.readSeq, before?.readSeq ?? 0),
      contactMessages: Math.max(read.contactMessages, before?.contactMessages ?? 0),
    });
  }
  return merged;
}

const isOpen = (row: Conversation) => row.status === 'open' || row.status === 'pending';

/** Nobody need look at it while the bot has it. */
const isWithBot = (row: Conversation) => row.status === 'pending' && row.assigneeId === null;

/** `mentions` and `following` are the server's to decide. */
const inView: Record<ConversationView, (row: Conversation, me: string) => boolean> = {
  mine: (row, me) => isOpen(row) && row.assigneeId === me,
  unassigned: (row) => row.status === 'open' && row.assigneeId === null,
  all: isOpen,
  waiting: (row) => isOpen(row) && row.waitingSince !== null && !isWithBot(row),
  mentions: () => false,
  following: () => false,
  snoozed: (row) => row.status === 'snoozed',
  resolved: (row) => row.status === 'resolved',
  spam: (row) => row.spam,
};

/** Whether a conversation is in a list. `members`: what the server says is in a view that it decides. */
export function belongs(
  row: Conversation,
  filter: ListFilter,
  me: string,
  members?: ReadonlySet<string>,
): boolean {
  if (row.mergedInto !== null) return false;
  if (decidedBy(filter) !== undefined) {
    if (!members?.has(row.id)) return false;
  } else if (row.spam !== (filter.view === 'spam') || !inView[filter.view](row, me)) return false;
  if (filter.teamId !== undefined && row.teamId !== filter.teamId) return false;
  if (filter.inboxId !== undefined && row.inboxId !== filter.inboxId) return false;
  return filter.sort === 'newest' || filter.sort === 'oldest' || keyOf[filter.sort](row) !== null;
}

/** What a list goes by, as the server's lists do. */
const keyOf: Record<ListSort, (row: Conversation) => string | null> = {
  newest: (row) => row.activeAt,
  oldest: (row) => row.activeAt,
  waiting: (row) => row.waitingSince,
  due: (row) =>
    (row.sla?.targets ?? [])
      .flatMap((t) => (t.state === 'running' && t.dueAt ? [t.dueAt] : []))
      .toSorted()[0] ?? null,
};

/** Where a row stands in a list of that order. */
export const placeOf = (row: Conversation, sort: ListSort): Place => ({
  at: keyOf[sort](row) ?? '',
  id: row.id,
});

/** Negative when `a` comes before `b`. */
export function comparePlaces(a: Place, b: Place, sort: ListSort): number {
  const order = a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return sort === 'newest' ? -order : order;
}

/** The list, in order, down to `end`: what stands behind the last loaded page is left to the next one. */
export function listRows(
  rows: Rows,
  filter: ListFilter,
  me: string,
  end?: Place,
  members?: ReadonlySet<string>,
): Conversation[] {
  const { sort } = filter;
  const list: Conversation[] = [];
  for (const row of candidates(rows, members)) {
    if (!belongs(row, filter, me, members)) continue;
    if (end && comparePlaces(placeOf(row, sort), end, sort) > 0) continue;
    list.push(row);
  }
  return list.sort((a, b) => comparePlaces(placeOf(a, sort), placeOf(b, sort), sort));
}

/** A page of a view that the server decides: which rows it has from one place in the order to another. */
export type MembersPage = { ids: readonly string[]; sort: ListSort; from?: Place; to?: Place };

/** What is known to be in the view after a page was read: within its range exactly what it says, beyond it as before. */
export function reconcileMembers(
  known: ReadonlySet<string> | undefined,
  conversations: Rows['conversations'],
  { ids, sort, from, to }: MembersPage,
): ReadonlySet<string> {
  const beyond = [...(known ?? [])].filter((id) => {
    const row = conversations.get(id);
    if (!row) return false;
    const place = placeOf(row, sort);
    return (
      (from !== undefined && comparePlaces(place, from, sort) <= 0) ||
      (to !== undefined && comparePlaces(place, to, sort) > 0)
    );
  });
  return new Set([...beyond, ...ids]);
}

function candidates(rows: Rows, members: ReadonlySet<string> | undefined): Iterable<Conversation> {
  if (!members) return rows.conversations.values();
  return [...members].flatMap((id) => rows.conversations.get(id) ?? []);
}

/** How many messages of the contact an agent has not read. */
export function unreadOf(row: Conversation, read: AgentRead | undefined): number {
  return Math.max(0, row.contactMessages - (read?.contactMessages ?? 0));
}

/** Whether unread messages are this agent's business: theirs, or nobody's. What a colleague has taken stays quiet. */
export function concerns(row: Conversation, me: string): boolean {
  return isOpen(row) && !row.spam && (row.assigneeId === me || row.assigneeId === null);
}
