import type { ContactEvent, PageView } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import {
  type ConversationRecord,
  type ConversationRow,
  conversationColumns,
  conversationTables,
  toConversationRecord,
} from '../conversations/conversationRecord.ts';
import {
  type EntryRecord,
  type EntryRow,
  entryColumns,
  toEntryRecord,
} from '../conversations/entryRecord.ts';
import { visibleTo } from '../conversations/mayRead.ts';

/** One thing on a contact's timeline, as core knows it. */
export type TimelineRecord = { id: string; at: string } & (
  | { kind: 'conversation'; conversation: ConversationRecord }
  | { kind: 'page'; page: PageView }
  | { kind: 'note'; entry: EntryRecord }
  | { kind: 'event'; authorKind: EntryRecord['authorKind']; authorId: string | null; event: ContactEvent }
);
export type TimelinePage = { items: TimelineRecord[]; next: string | undefined };

/**
 * Everything that happened with a contact, newest first: conversations by their beginning, pages, notes of colleagues,
 * and what was done with the contact. Four queries whatever the page holds; the order is total (time, then id), so
 * that pages neither overlap nor miss anything.
 */
export async function readTimeline(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  contactId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<TimelinePage> {
  const [at, id] = cursor ? parseCursor(cursor) : [null, null];
  const values = [actor.workspaceId, contactId, at, id, limit + 1];
  // Of what was merged, the conversation in which it is read now; nothing of conversations that the reader may not see.
  const read: unknown[] = [...values];
  const visible = visibleTo(actor, (value) => `$${read.push(value)}`);
  const shown = `c.merged_into is null${visible ? ` and ${visible}` : ''}`;
  const before = (time: string, key: string) =>
    `($3::timestamptz is null or (${time}, ${key}) < ($3::timestamptz, $4::uuid))`;
  // In the precision in which times travel: the order here and in the cursor must be one.
  const started = `date_trunc('milliseconds', c.created_at)`;
  const [conversations, pages, notes, events] = await Promise.all([
    db.query<ConversationRow>(
      `select ${conversationColumns} from ${conversationTables}
       where c.workspace_id = $1 and c.contact_id = $2 and ${shown} and ${before(started, 'c.id')}
       order by ${started} desc, c.id desc limit $5`,
      read,
    ),
    db.query<{ id: string; at: Date; url: string; title: string }>(
      `select id, at, url, title from page_views where workspace_id = $1 and contact_id = $2 and ${before('at', 'id')}
       order by at desc, id desc limit $5`,
      values,
    ),
    db.query<EntryRow>(
      `select ${entryColumns} from conversations c
       join entries e on (e.workspace_id, e.conversation_id) = (c.workspace_id, c.id) and e.kind = 'note'
       where c.workspace_id = $1 and c.contact_id = $2 and ${shown} and ${before('e.at', 'e.id')}
       order by e.at desc, e.id desc limit $5`,
      read,
    ),
    db.query<EventRow>(
      `select id, at, author_kind, author_id, event from contact_events
       where workspace_id = $1 and contact_id = $2 and ${before('at', 'id')} order by at desc, id desc limit $5`,
      values,
    ),
  ]);
  const all: TimelineRecord[] = [
    ...conversations.rows.map(toConversationItem),
    ...pages.rows.map(toPageItem),
    ...notes.rows.map(toNoteItem),
    ...events.rows.map(toEventItem),
  ].sort(newestFirst);
  const items = all.slice(0, limit);
  const last = all.length > limit ? items.at(-1) : undefined;
  return { items, next: last && Buffer.from(`${last.at}|${last.id}`).toString('base64url') };
}

type EventRow = {
  id: string;
  at: Date;
  author_kind: EntryRecord['authorKind'];
  author_id: string | null;
  event: ContactEvent;
};

function toConversationItem(row: ConversationRow): TimelineRecord {
  const conversation = toConversationRecord(row);
  return { kind: 'conversation', id: row.id, at: conversation.createdAt, conversation };
}

function toPageItem(row: { id: string; at: Date; url: string; title: string }): TimelineRecord {
  const at = row.at.toISOString();
  return { kind: 'page', id: row.id, at, page: { url: row.url, title: row.title, at } };
}

const toNoteItem = (row: EntryRow): TimelineRecord => ({
  kind: 'note',
  id: row.id,
  at: row.at.toISOString(),
  entry: toEntryRecord(row),
});

const toEventItem = (row: EventRow): TimelineRecord => ({
  kind: 'event',
  id: row.id,
  at: row.at.toISOString(),
  authorKind: row.author_kind,
  authorId: row.author_id,
  event: row.event,
});

const newestFirst = (a: TimelineRecord, b: TimelineRecord): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

function parseCursor(cursor: string): [string, string] {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    fail('invalid_value', { field: '/cursor' });
  return [at, id];
}
