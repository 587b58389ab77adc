import type { ConversationStatus } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import {
  type EntryRecord,
  type EntryRow,
  entryColumns,
  toEntryRecord,
} from '../conversations/entryRecord.ts';
import type { Place } from './searchCursor.ts';

/** An entry that was found, with what is shown of its conversation. */
export type FoundEntry = {
  entry: EntryRecord;
  contact: { id: string; name: string | null; email: string | null };
  inboxId: string;
  status: ConversationStatus;
};

type Row = EntryRow & {
  contact_id: string;
  contact_name: string | null;
  contact_email: string | null;
  inbox_id: string;
  status: ConversationStatus;
};

/** In the order of `places`. What has gone from the log meanwhile is left out. */
export async function loadFound(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  places: readonly Place[],
): Promise<FoundEntry[]> {
  if (places.length === 0) return [];
  const found = await db.query<Row>(
    `select ${entryColumns}, c.contact_id, ct.name as contact_name, ct.email as contact_email, c.inbox_id, c.status
     from unnest($2::uuid[], $3::int[]) with ordinality as p (conversation_id, seq, ord)
     join entries e on (e.workspace_id, e.conversation_id, e.seq) = ($1, p.conversation_id, p.seq)
     join conversations c on (c.workspace_id, c.id) = ($1, p.conversation_id)
     join contacts ct on (ct.workspace_id, ct.id) = ($1, c.contact_id)
     where e.content is not null order by p.ord`,
    [workspaceId, places.map((p) => p.conversationId), places.map((p) => p.seq)],
  );
  return found.rows.map((row) => ({
    entry: toEntryRecord(row),
    contact: { id: row.contact_id, name: row.contact_name, email: row.contact_email },
    inboxId: row.inbox_id,
    status: row.status,
  }));
}
