import { fail } from '../../errors.ts';
import type { CoreTx } from '../core.ts';
import type { ConversationRecord } from './conversationRecord.ts';

/**
 * Where a message to or from a contact landed when it was sent before. Not always where it was addressed to: it can
 * start the next conversation or end in the one that was open, and must be found there by its repeat, whatever became
 * of either since. Throws `id_taken` where the id is that of an entry with another contact.
 */
export async function findSent(
  tx: Pick<CoreTx, 'query'>,
  contact: { workspaceId: string; contactId: string },
  id: string,
): Promise<{ conversationId: string; seq: number; at: string } | undefined> {
  const found = await tx.query<{ conversation_id: string; seq: number; at: Date; contact_id: string }>(
    `select e.conversation_id, e.seq, e.at, c.contact_id from entries e
     join conversations c on (c.workspace_id, c.id) = (e.workspace_id, e.conversation_id)
     where e.workspace_id = $1 and e.id = $2`,
    [contact.workspaceId, id],
  );
  const row = found.rows[0];
  if (!row) return undefined;
  if (row.contact_id !== contact.contactId) fail('id_taken');
  return { conversationId: row.conversation_id, seq: row.seq, at: row.at.toISOString() };
}

/** The contact's other conversation of this inbox that is open, where there can be one only. */
export async function findOpenSingle(
  tx: Pick<CoreTx, 'query'>,
  { workspaceId, contactId, inboxId, id, single }: ConversationRecord,
): Promise<string | undefined> {
  if (!single) return undefined;
  const found = await tx.query<{ id: string }>(
    `select id from conversations where workspace_id = $1 and contact_id = $2 and inbox_id = $3
     and single and status <> 'resolved' and id <> $4`,
    [workspaceId, contactId, inboxId, id],
  );
  return found.rows[0]?.id;
}
