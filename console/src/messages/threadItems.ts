import type { TimelineItem } from '@causerie/client';
import type { Author, Content, Entry } from '@causerie/protocol';

/** One message or note as the thread draws it, confirmed or not. */
export type ThreadMessage = {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  author: Author;
  content: Content;
  note: boolean;
  state: 'confirmed' | 'pending' | 'failed';
  /** Absent until the log has it. */
  seq?: number;
  failure?: { code: string; reason: string };
};

export type ThreadItem =
  | { type: 'start'; key: string }
  | { type: 'day'; key: string; at: Date }
  | { type: 'new'; key: string }
  | { type: 'event'; key: string; entry: Entry }
  /** `first`, `last`: of a group of one author. */
  | { type: 'message'; key: string; message: ThreadMessage; first: boolean; last: boolean };

/** Messages of one author stay one group as long as no more than this lies between two of them. */
const GROUP_GAP_MS = 5 * 60_000;

type Options = {
  /** Ourselves, the author of what is not confirmed yet. */
  me: Author;
  /** How far we had read when we opened the conversation: the "new" line stands behind it. */
  readSeq?: number;
  /** There is nothing before the first item. */
  complete: boolean;
};

/** The lines of a thread: messages in groups, days, events, and where the new ones begin. */
export function arrangeThread(items: readonly TimelineItem[], options: Options): ThreadItem[] {
  const lines: ThreadItem[] = options.complete && items.length > 0 ? [{ type: 'start', key: 'start' }] : [];
  let day = '';
  let marked = options.readSeq === undefined;
  for (const item of items) {
    const entry = item.state === 'confirmed' ? item.entry : undefined;
    // That a mail went out stands below the message it carried.
    if (entry?.kind === 'hidden' || entry?.event?.type === 'mail_sent') continue;
    const message = toMessage(item, options.me);
    const at = message ? message.at : Date.parse(entry!.at);
    const date = new Date(at);
    if (date.toDateString() !== day) {
      day = date.toDateString();
      lines.push({ type: 'day', key: `day ${day}`, at: date });
    }
    if (!marked && message?.seq !== undefined && message.seq > options.readSeq! && isFromContact(message)) {
      marked = true;
      lines.push({ type: 'new', key: 'new' });
    }
    if (message) lines.push(grouped(lines, message));
    else lines.push({ type: 'event', key: entry!.id, entry: entry! });
  }
  return lines;
}

const isFromContact = (message: ThreadMessage) => message.author.kind === 'contact';

function toMessage(item: TimelineItem, me: Author): ThreadMessage | undefined {
  if (item.state === 'confirmed') {
    const { entry } = item;
    if (entry.kind === 'event' || !entry.content) return undefined;
    const { id, author, content, seq } = entry;
    return {
      id,
      at: Date.parse(entry.at),
      author,
      content,
      note: entry.kind === 'note',
      state: 'confirmed',
      seq,
    };
  }
  const { entryId, createdAt, content, kind } = item.message;
  return {
    id: entryId,
    at: createdAt,
    author: me,
    content,
    note: kind === 'note',
    state: item.state,
    failure: item.state === 'failed' ? { code: item.code, reason: item.reason } : undefined,
  };
}

/** The line of a message; joins the group before it where author, sort and time allow. */
function grouped(lines: ThreadItem[], message: ThreadMessage): ThreadItem {
  const before = lines.at(-1);
  const joins = before?.type === 'message' && belongTogether(before.message, message);
  if (joins) lines[lines.length - 1] = { ...before, last: false };
  // The id is the same before and after the confirmation, so that the bubble stays the same element.
  return { type: 'message', key: message.id, message, first: !joins, last: true };
}

function belongTogether(a: ThreadMessage, b: ThreadMessage): boolean {
  return (
    a.note === b.note &&
    a.author.kind === b.author.kind &&
    a.author.id === b.author.id &&
    b.at - a.at <= GROUP_GAP_MS
  );
}
