import type { Delivery } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { type ContactRecord, listContactsById } from '../contacts/contactRecord.ts';
import {
  type ConversationRecord,
  type ConversationRow,
  conversationColumns,
  conversationTables,
  toConversationRecord,
} from '../conversations/conversationRecord.ts';
import type { EntryRecord } from '../conversations/entryRecord.ts';
import { listDeliveriesById } from '../conversations/readEntries.ts';
import type { EventPlace } from './eventCursor.ts';

/** An event as the feed finds it: what it is about by id. */
export type RawEvent = {
  id: string;
  type: string;
  at: string;
  conversationId: string | null;
  contactId: string | null;
  deliveryId: string | null;
  entry: EntryRecord | null;
  place: EventPlace;
};

/** The same with what the ids stand for now; null where it is gone. */
export type EventRecord = RawEvent & {
  conversation: ConversationRecord | null;
  contact: ContactRecord | null;
  delivery: Delivery | null;
};

/** `message.created`, `note.created`, `conversation.rated`; every other event of a log by its own name. */
export function nameOfEntry({ kind, content, event }: EntryRecord): string {
  if (kind === 'note') return 'note.created';
  if (kind === 'message') return content?.kind === 'rating_answer' ? 'conversation.rated' : 'message.created';
  return event!.type === 'started' ? 'conversation.created' : `conversation.${event!.type}`;
}

/** Three queries, however many events. */
export async function completeEvents(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  events: RawEvent[],
): Promise<EventRecord[]> {
  const idsOf = (key: 'conversationId' | 'contactId' | 'deliveryId') => [
    ...new Set(events.filter((e) => !e.type.endsWith('.deleted')).flatMap((event) => event[key] ?? [])),
  ];
  const conversations = await listConversationsById(db, workspaceId, idsOf('conversationId'));
  const contacts = await listContactsById(db, workspaceId, idsOf('contactId'));
  const deliveries = await listDeliveriesById(db, workspaceId, idsOf('deliveryId'));
  return events.map((event) => {
    const conversation = conversations.get(event.conversationId ?? '') ?? null;
    return {
      ...event,
      conversation,
      contactId: event.contactId ?? conversation?.contactId ?? null,
      contact: contacts.get(event.contactId ?? '') ?? null,
      delivery: deliveries.get(event.deliveryId ?? '') ?? null,
    };
  });
}

async function listConversationsById(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, ConversationRecord>> {
  if (ids.length === 0) return new Map();
  const found = await db.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables} where c.workspace_id = $1 and c.id = any ($2)`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [row.id, toConversationRecord(row)]));
}
