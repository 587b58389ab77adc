import type { EventBody } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import { type Actor, authorOf } from '../actor.ts';
import {
  type ConversationRow,
  conversationColumns,
  toConversationRecord,
} from '../conversations/conversationRecord.ts';
import { type EntryRow, entryColumns, toEntryRecord } from '../conversations/entryRecord.ts';
import type { CoreTx } from '../core.ts';

/** Who goes: a member or a team. */
export type Leaving = { assigneeId: string } | { teamId: string };

type Held = { id: string; last_seq: number; assignee_id: string | null; team_id: string | null };

/**
 * Takes a member's or a team's conversations from them before they are deleted. Those that are not resolved get the
 * event in their log and are announced; resolved ones only lose the name. A constant number of statements, however many
 * there are. (The foreign keys would clear the columns too, but raise no version, and nobody would be told.)
 */
export async function releaseConversations(tx: CoreTx, actor: Actor, leaving: Leaving): Promise<void> {
  const { workspaceId } = actor;
  const column = 'assigneeId' in leaving ? 'assignee_id' : 'team_id';
  const id = 'assigneeId' in leaving ? leaving.assigneeId : leaving.teamId;
  const held = await tx.query<Held>(
    `select id, last_seq, assignee_id, team_id from conversations
     where workspace_id = $1 and ${column} = $2 and status <> 'resolved' order by id for no key update`,
    [workspaceId, id],
  );
  if (held.rows.length > 0) await releaseActive(tx, actor, column, held.rows);
  await tx.query(
    `update conversations set ${column} = null, version = version + 1, changed_xid = pg_current_xact_id(), updated_at = now()
     where workspace_id = $1 and ${column} = $2`,
    [workspaceId, id],
  );
}

async function releaseActive(
  tx: CoreTx,
  actor: Actor,
  column: 'assignee_id' | 'team_id',
  held: Held[],
): Promise<void> {
  const author = authorOf(actor);
  const rows = held.map((c) => ({
    conversation_id: c.id,
    seq: c.last_seq + 1,
    id: uuid(),
    event: released(c, column),
  }));
  const entries = await tx.query<EntryRow>(
    `insert into entries as e (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, event)
     select $1, r.conversation_id, r.seq, r.id, 'event', $2, $3, r.event
     from jsonb_to_recordset($4) as r (conversation_id uuid, seq int, id uuid, event jsonb) returning ${entryColumns}`,
    [actor.workspaceId, author.kind, author.id, JSON.stringify(rows)],
  );
  const conversations = await tx.query<ConversationRow>(
    `with c as (
       update conversations set ${column} = null, last_seq = last_seq + 1, version = version + 1,
         changed_xid = pg_current_xact_id(), updated_at = now()
       where workspace_id = $1 and id = any($2) returning *)
     select ${conversationColumns} from c join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)`,
    [actor.workspaceId, held.map((c) => c.id)],
  );
  const entryOf = new Map(entries.rows.map((row) => [row.conversation_id, toEntryRecord(row)]));
  for (const conversation of conversations.rows.map(toConversationRecord)) {
    const entry = entryOf.get(conversation.id)!;
    tx.announce({ kind: 'entries', workspaceId: actor.workspaceId, conversation, entries: [entry] });
  }
}

/** The event says who has it now: the other half of the assignment stays. */
function released(held: Held, column: 'assignee_id' | 'team_id'): EventBody {
  const agentId = column === 'assignee_id' ? null : held.assignee_id;
  const teamId = column === 'team_id' ? null : held.team_id;
  return { type: 'assigned', agentId, teamId };
}
