import type { TimelineItem } from '@causerie/client';
import type { Author, EventBody } from '@causerie/protocol';

/** Messages of one author closer than this belong together. */
const GROUP_MS = 5 * 60_000;

export type Row =
  | { row: 'day'; key: string; at: Date }
  | { row: 'event'; key: string; event: EventBody }
  | { row: 'group'; key: string; mine: boolean; author: Author; items: TimelineItem[]; at: Date };

const me: Author = { kind: 'contact' };
const dayKey = (at: Date) => `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`;
const sameAuthor = (a: Author, b: Author) => a.kind === b.kind && (a.kind === 'contact' || a.id === b.id);

export const idOf = (item: TimelineItem): string =>
  item.state === 'confirmed' ? item.entry.id : item.message.entryId;

/** The thread as it is drawn: a line for each new day, quiet lines for events, messages of one author together. */
export function groupTimeline(items: readonly TimelineItem[]): Row[] {
  const rows: Row[] = [];
  let day = '';
  for (const item of items) {
    const entry = item.state === 'confirmed' ? item.entry : undefined;
    // What the visitor may not see has a number, and nothing else.
    if (entry && (entry.kind === 'hidden' || entry.kind === 'note')) continue;
    if (entry?.event && !isShown(entry.event)) continue;
    const at = new Date(
      entry ? entry.at : (item as Exclude<TimelineItem, { state: 'confirmed' }>).message.createdAt,
    );
    const id = idOf(item);
    if (dayKey(at) !== day) {
      day = dayKey(at);
      rows.push({ row: 'day', key: `day-${day}`, at });
    }
    if (entry?.event) {
      rows.push({ row: 'event', key: id, event: entry.event });
      continue;
    }
    const author = entry?.author ?? me;
    const last = rows.at(-1);
    if (
      last?.row === 'group' &&
      sameAuthor(last.author, author) &&
      at.getTime() - last.at.getTime() < GROUP_MS
    ) {
      last.items.push(item);
      last.at = at;
    } else rows.push({ row: 'group', key: id, mine: author.kind === 'contact', author, items: [item], at });
  }
  return rows;
}

/** Nobody needs to be told that a conversation which they just began has begun, or that a name was taken off it. */
function isShown(event: EventBody): boolean {
  if (event.type === 'assigned') return !!(event.agentName ?? event.teamName);
  return event.type !== 'started';
}
