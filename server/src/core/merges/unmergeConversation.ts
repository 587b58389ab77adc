import { fail } from '../../errors.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import { scheduleWake } from '../conversations/scheduleWake.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { copyEntries } from './copyEntries.ts';
import type { Frozen } from './mergeConversations.ts';
import { takeDeliveriesBack } from './moveDeliveries.ts';

type MergeRow = {
  target_id: string;
  source_id: string;
  copied: number;
  target_before: Frozen;
  source_before: Frozen;
};

/**
 * Takes a merged conversation apart: both are as they were before. What was said since is copied to the end of the target,
 * so nothing is lost and its order is kept; the merged one is frozen and points there, so that whoever has it open is led
 * on. Returns the target. Errors: `forbidden`, `conversation_not_found`, `not_merged`, `merged_elsewhere` where it was merged on.
 */
export async function unmergeConversation(
  core: Core,
  actor: AgentActor,
  mergedId: string,
): Promise<ConversationRecord> {
  mustBeAble(actor, 'conversations.change');
  return transact(core, async (tx) => {
    const { merge, merged, target, source } = await lockAll(tx, actor, mergedId);
    const { workspaceId } = actor;
    await tx.query('update merges set undone_at = now() where workspace_id = $1 and id = $2', [
      workspaceId,
      mergedId,
    ]);
    // First, so that the only open one of its contact is this one no more.
    await writeChange(
      tx,
      merged,
      [{ author: actor, kind: 'event', event: { type: 'unmerged', into: target.id } }],
      {
        status: 'resolved',
        mode: 'messaging',
        snoozed_until: null,
        waiting_since: null,
        unread_reply_since: null,
        merged_into: target.id,
      },
    );
    await takeNotificationsBack(tx, workspaceId, mergedId);
    const apart = await putBack(tx, actor, source, merge.source_before, target.id);
    const grown = await takeNewEntries(tx, merged, target, merge);
    const restored = continued(merge.target_before, target, grown, merged);
    const whole = await putBack(tx, actor, grown, restored, source.id);
    await takeDeliveriesBack(tx, mergedId, whole, apart);
    return whole;
  });
}

async function lockAll(tx: CoreTx, actor: AgentActor, mergedId: string) {
  const found = await tx.query<MergeRow>(
    `select target_id, source_id, copied, target_before, source_before from merges
     where workspace_id = $1 and id = $2 and undone_at is null`,
    [actor.workspaceId, mergedId],
  );
  // Somebody else's id must not be told from one that was never merged.
  if (!found.rows[0]) await lockConversation(tx, actor, mergedId);
  const merge = found.rows[0] ?? fail('not_merged');
  const locked = new Map<string, ConversationRecord>();
  for (const id of [mergedId, merge.target_id, merge.source_id].sort())
    locked.set(id, await lockConversation(tx, actor, id));
  const merged = locked.get(mergedId)!;
  if (merged.mergedInto) fail('merged_elsewhere');
  return { merge, merged, target: locked.get(merge.target_id)!, source: locked.get(merge.source_id)! };
}

/** What was said in the merged one goes to the end of the target; the row follows. */
async function takeNewEntries(
  tx: CoreTx,
  merged: ConversationRecord,
  target: ConversationRecord,
  { copied }: MergeRow,
): Promise<ConversationRecord> {
  const { workspaceId } = merged;
  const added = await copyEntries(tx, workspaceId, [{ conversationId: merged.id, after: copied }], {
    conversationId: target.id,
    after: target.lastSeq,
  });
  if (added === 0) return target;
  await tx.query(
    `update conversations c set last_seq = c.last_seq + $3,
       contact_messages = c.contact_messages + n.from_contact, agent_messages = c.agent_messages + n.to_contact,
       contact_read_messages = c.contact_read_messages + n.read_by_contact,
       agent_read_seq = greatest(c.agent_read_seq, n.agent_seq), mailed_seq = greatest(c.mailed_seq, n.mailed),
       active_at = greatest(c.active_at, n.last_at), first_reply_at = coalesce(c.first_reply_at, n.first_reply),
       last_message = coalesce((select jsonb_set(m.last_message, '{seq}', to_jsonb(e.seq)) from conversations m
         join entries e on e.workspace_id = $1 and e.conversation_id = $2 and e.origin_id = m.id
           and e.origin_seq = (m.last_message->>'seq')::int
         where m.workspace_id = $1 and m.id = $4), c.last_message)
     from (select count(*) filter (where kind = 'message' and author_kind = 'contact')::int as from_contact,
         count(*) filter (where kind = 'message' and author_kind <> 'contact')::int as to_contact,
         count(*) filter (where kind = 'message' and author_kind <> 'contact' and origin_seq <= $6)::int as read_by_contact,
         max(seq) filter (where author_kind = 'agent' and kind <> 'event') as agent_seq,
         max(seq) filter (where origin_seq <= (select m.mailed_seq from conversations m where m.workspace_id = $1 and m.id = $4)) as mailed,
         max(at) filter (where kind = 'message') as last_at,
         min(at) filter (where kind = 'message' and author_kind = 'agent') as first_reply
       from entries where workspace_id = $1 and conversation_id = $2 and seq > $5) n
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, target.id, added, merged.id, target.lastSeq, merged.contactReadSeq],
  );
  const actor = { kind: 'system', workspaceId } as const;
  return lockConversation(tx, actor, target.id);
}

/** A contact who wrote since waits, and what they wrote to is open, whatever it was before. */
function continued(
  before: Frozen,
  target: ConversationRecord,
  grown: ConversationRecord,
  merged: ConversationRecord,
): Frozen {
  const heard = grown.contactMessages > target.contactMessages;
  const answered = grown.agentMessages > target.agentMessages;
  return {
    ...before,
    ...(heard && { status: 'open' as const, snoozed_until: null, resolved_at: null }),
    ...((heard || answered) && { waiting_since: merged.waitingSince }),
    ...(answered && { unread_reply_since: before.unread_reply_since ?? new Date().toISOString() }),
  };
}

async function putBack(
  tx: CoreTx,
  actor: AgentActor,
  now: ConversationRecord,
  before: Frozen,
  apartFrom: string,
): Promise<ConversationRecord> {
  const date = (at: string | null) => at && new Date(at);
  const { conversation } = await writeChange(
    tx,
    now,
    [{ author: actor, kind: 'event', event: { type: 'unmerged', from: apartFrom } }],
    {
      status: before.status,
      mode: before.mode,
      snoozed_until: date(before.snoozed_until) as Date | null,
      waiting_since: date(before.waiting_since) as Date | null,
      unread_reply_since: date(before.unread_reply_since) as Date | null,
      resolved_at: date(before.resolved_at) as Date | null,
      merged_into: null,
    },
  ).catch((thrown) => {
    // Another one was opened meanwhile where there can be one only.
    if ((thrown as { constraint?: string }).constraint === 'conversations_single') fail('conflict');
    throw thrown;
  });
  if (conversation.status === 'snoozed') await scheduleWake(tx, conversation);
  return conversation;
}

async function takeNotificationsBack(tx: CoreTx, workspaceId: string, mergedId: string): Promise<void> {
  await tx.query(
    `update notifications n set conversation_id = e.origin_id, seq = e.origin_seq from entries e
     where n.workspace_id = $1 and n.conversation_id = $2
       and e.workspace_id = $1 and e.conversation_id = $2 and e.seq = n.seq and e.origin_id is not null`,
    [workspaceId, mergedId],
  );
}
