import type { AgentRead } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type AgentActor, type ContactActor, can } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { type ReadRow, toAgentRead } from './agentRead.ts';
import { lockConversation, writeChange } from './changeConversation.ts';
import { loadConversation } from './readConversations.ts';

/** Moves an agent's own read cursor, forward only. Announced to that agent's other screens, and to the contact. */
export async function markReadByAgent(
  core: Core,
  actor: AgentActor,
  conversationId: string,
  seq: number,
): Promise<AgentRead> {
  if (!can(actor, 'conversations.all')) await loadConversation(core.db, actor, conversationId);
  return transact(core, async (tx) => {
    const moved = await tx.query<ReadRow & { further: boolean }>(
      `with c as (
         select workspace_id, id, last_seq, agent_read_seq, contact_messages - (
           select count(*)::int from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
             and e.seq > $4 and e.kind = 'message' and e.author_kind = 'contact') as covered
         from conversations c where workspace_id = $1 and id = $2),
       moved as (
         insert into conversation_reads as r (workspace_id, conversation_id, user_id, read_seq, contact_messages)
         select workspace_id, id, $3, least($4, last_seq), covered from c
         on conflict (workspace_id, conversation_id, user_id) do update set
           read_seq = greatest(r.read_seq, excluded.read_seq),
           contact_messages = greatest(r.contact_messages, excluded.contact_messages)
         returning conversation_id, read_seq, contact_messages, unread_marks)
       select m.*, m.read_seq > c.agent_read_seq as further from moved m, c`,
      [actor.workspaceId, conversationId, actor.userId, seq],
    );
    const row = moved.rows[0] ?? fail('conversation_not_found');
    const read = toAgentRead(row);
    const notifications = await tx.query(
      `update notifications set read_at = now() where workspace_id = $1 and user_id = $2 and conversation_id = $3
       and seq <= $4 and read_at is null`,
      [actor.workspaceId, actor.userId, conversationId, row.read_seq],
    );
    if (notifications.rowCount) {
      const { workspaceId, userId } = actor;
      tx.announce({ kind: 'notified', workspaceId, userId });
    }
    tx.announce({ kind: 'agent_read', workspaceId: actor.workspaceId, userId: actor.userId, read });
    if (row.further) {
      const before = await lockConversation(tx, actor, conversationId);
      if (row.read_seq > before.agentReadSeq)
        await writeChange(tx, before, [], { agent_read_seq: row.read_seq });
    }
    return read;
  });
}

/**
 * Puts an agent's own cursor before the contact's last message, so that it is unread again on all their screens. What the
 * contact sees as read stays: they have been told. Where the contact has written nothing, nothing changes.
 */
export async function markUnreadByAgent(
  core: Core,
  actor: AgentActor,
  conversationId: string,
): Promise<AgentRead> {
  await loadConversation(core.db, actor, conversationId);
  return transact(core, async (tx) => {
    const moved = await tx.query<ReadRow>(
      `with c as (
         select workspace_id, id, contact_messages, (
           select seq from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
             and e.kind = 'message' and e.author_kind = 'contact' order by seq desc limit 1) as last_said
         from conversations c where workspace_id = $1 and id = $2)
       insert into conversation_reads as r (workspace_id, conversation_id, user_id, read_seq, contact_messages, unread_marks)
       select workspace_id, id, $3, last_said - 1, contact_messages - 1, 1 from c where last_said is not null
       on conflict (workspace_id, conversation_id, user_id) do update set
         read_seq = least(r.read_seq, excluded.read_seq),
         contact_messages = least(r.contact_messages, excluded.contact_messages),
         unread_marks = r.unread_marks + 1
       returning conversation_id, read_seq, contact_messages, unread_marks`,
      [actor.workspaceId, conversationId, actor.userId],
    );
    const row = moved.rows[0];
    if (!row) return { conversationId, readSeq: 0, contactMessages: 0, unreadMarks: 0 };
    const read = toAgentRead(row);
    tx.announce({ kind: 'agent_read', workspaceId: actor.workspaceId, userId: actor.userId, read });
    return read;
  });
}

/** Moves the contact's read cursor, forward only. What is read needs no mail any more. */
export async function markReadByContact(
  core: Core,
  actor: ContactActor,
  conversationId: string,
  seq: number,
): Promise<void> {
  await transact(core, async (tx) => {
    const before = await lockConversation(tx, actor, conversationId);
    const readSeq = Math.min(seq, before.lastSeq);
    if (readSeq <= before.contactReadSeq) return;
    const later = await tx.query<{ messages: number }>(
      `select count(*)::int as messages from entries where workspace_id = $1 and conversation_id = $2 and seq > $3
       and kind = 'message' and author_kind <> 'contact'`,
      [before.workspaceId, before.id, readSeq],
    );
    const unread = later.rows[0]?.messages ?? 0;
    await writeChange(tx, before, [], {
      contact_read_seq: readSeq,
      contact_read_messages: before.agentMessages - unread,
      ...(unread === 0 && { unread_reply_since: null }),
    });
  });
}
