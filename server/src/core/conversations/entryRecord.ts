import type { Content, EventBody } from '@causerie/protocol';

/** An entry as core and the bus know it: the row, with ISO times. Presenters make the wire's `Entry` of it. */
export type EntryRecord = {
  conversationId: string;
  seq: number;
  id: string;
  at: string;
  kind: 'message' | 'note' | 'event';
  authorKind: 'contact' | 'agent' | 'bot' | 'system';
  authorId: string | null;
  content: Content | null;
  event: EventBody | null;
};

export type EntryRow = {
  conversation_id: string;
  seq: number;
  id: string;
  at: Date;
  kind: EntryRecord['kind'];
  author_kind: EntryRecord['authorKind'];
  author_id: string | null;
  content: Content | null;
  event: EventBody | null;
};

export const entryColumns =
  'e.conversation_id, e.seq, e.id, e.at, e.kind, e.author_kind, e.author_id, e.content, e.event';

export function toEntryRecord(row: EntryRow): EntryRecord {
  return {
    conversationId: row.conversation_id,
    seq: row.seq,
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    authorKind: row.author_kind,
    authorId: row.author_id,
    content: row.content,
    event: row.event,
  };
}
