import type { CoreTx } from '../core.ts';
import type { ConversationRecord } from './conversationRecord.ts';

/**
 * Where a contact's message landed when it was sent before. Not always where it was addressed to: a message can end in
 * the one conversation that was open, and must be found there by its repeat, whatever became of that one since.
 */
export async function findSent(
  tx: Pick<CoreTx, 'query'>,
  contact: { workspaceId: string; contactId: string },
  id: string,
): Promise<{ conversationId: string; seq: number; at: string } | undefined> {
  const found = await tx.query<{ conversation_id: string; seq: number; at: Date }>(
    `select e.conversation_id, e.seq, e.at from conversations c
     join entries e on (e.workspace_id, e.conversation_id, e.id) = (c.workspace_id, c.id, $3)
     where c.workspace_id = $1 and c.contact_id = $2 order by e.at limit 1`,
    [contact.workspaceId, contact.contactId, id],
  );
  const row = found.rows[0];
  return row && { conversationId: row.conversation_id, seq: row.seq, at: row.at.toISOString() };
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
