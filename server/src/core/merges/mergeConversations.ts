import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { copyEntries } from './copyEntries.ts';
import { mergeReadings } from './mergeReadings.ts';
import { takeDeliveriesAlong } from './moveDeliveries.ts';

/**
 * Puts two conversations of one contact together (P10). A third conversation gets both logs, copied in the order in which
 * everything was said; the two are frozen and point at it. So no log is ever renumbered: entries stay immutable and
 * gapless in all three, replay and watermarks work as for any conversation, and a merge is undone by taking the pointers
 * away. `target` gives the inbox, assignee and whatever only one can give. Errors: `forbidden`, `conversation_not_found`,
 * `contacts_differ`, `merged_elsewhere`, `invalid_value` for a conversation with itself.
 */
export async function mergeConversations(
  core: Core,
  actor: AgentActor,
  targetId: string,
  sourceId: string,
): Promise<ConversationRecord> {
  mustBeAble(actor, 'conversations.change');
  if (targetId === sourceId)
    fail('invalid_value', { field: '/sourceId', message: 'A conversation cannot be merged with itself.' });
  return transact(core, async (tx) => {
    const { target, source } = await lockBoth(tx, actor, targetId, sourceId);
    if (target.contactId !== source.contactId) fail('contacts_differ');
    if (target.mergedInto ?? source.mergedInto) fail('merged_elsewhere');
    const id = uuid();
    const before = [await freeze(tx, target), await freeze(tx, source)];
    await insertMerged(tx, id, target, source, before);
    const copied = await copyEntries(
      tx,
      actor.workspaceId,
      [target, source].map((each) => ({ conversationId: each.id, after: 0 })),
      { conversationId: id, after: 0 },
    );
    await mergeReadings(tx, actor.workspaceId, { id, target, source, copied });
    await tx.query(
      `insert into merges (workspace_id, id, target_id, source_id, copied, target_before, source_before, merged_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        actor.workspaceId,
        id,
        targetId,
        sourceId,
        copied,
        ...before.map((row) => JSON.stringify(row)),
        actor.userId,
      ],
    );
    for (const each of [target, source]) {
      await writeChange(tx, each, [{ author: actor, kind: 'event', event: { type: 'merged', into: id } }], {
        merged_into: id,
      });
    }
    const merged = await lockConversation(tx, actor, id);
    const event = { type: 'merged' as const, from: [targetId, sourceId] };
    const { conversation } = await writeChange(tx, merged, [{ author: actor, kind: 'event', event }]);
    await takeDeliveriesAlong(tx, conversation, [targetId, sourceId]);
    return conversation;
  });
}

/** In the order of their ids, as everything locks rows. */
async function lockBoth(tx: CoreTx, actor: AgentActor, targetId: string, sourceId: string) {
  const locked = new Map<string, ConversationRecord>();
  for (const id of [targetId, sourceId].sort()) locked.set(id, await lockConversation(tx, actor, id));
  return { target: locked.get(targetId)!, source: locked.get(sourceId)! };
}

/** What an undo puts back. */
export type Frozen = {
  status: ConversationRecord['status'];
  mode: ConversationRecord['mode'];
  snoozed_until: string | null;
  waiting_since: string | null;
  unread_reply_since: string | null;
  resolved_at: string | null;
};

/** Resolved, so that no list, timer or mail concerns itself with it; returns what it was. What the bot had is people's from here on. */
async function freeze(tx: CoreTx, { workspaceId, id }: ConversationRecord): Promise<Frozen> {
  const found = await tx.query<{ before: Frozen }>(
    `select jsonb_build_object('status', case when bot_since is null then status else 'open' end, 'mode', mode, 'snoozed_until', snoozed_until, 'waiting_since', waiting_since,
       'unread_reply_since', unread_reply_since, 'resolved_at', resolved_at) as before
     from conversations where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  await tx.query(
    `update conversations set status = 'resolved', mode = 'messaging', snoozed_until = null, waiting_since = null,
       unread_reply_since = null, resolved_at = coalesce(resolved_at, now()) where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return found.rows[0]!.before;
}

const urgency = ['none', 'low', 'medium', 'high', 'urgent'] as const;

/** The row of the third: the target's, with what belongs to both. It is open if either was. */
async function insertMerged(
  tx: CoreTx,
  id: string,
  target: ConversationRecord,
  source: ConversationRecord,
  [first, second]: Frozen[],
): Promise<void> {
  const lead =
    isActive(target) || !isActive(source) ? { row: target, was: first! } : { row: source, was: second! };
  const priority = urgency[Math.max(urgency.indexOf(target.priority), urgency.indexOf(source.priority))]!;
  const waiting = [first!.waiting_since, second!.waiting_since].filter((at) => at !== null);
  const unread = [first!.unread_reply_since, second!.unread_reply_since].filter((at) => at !== null);
  const earliest = (times: string[]) => times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
  await tx.query(
    `insert into conversations (workspace_id, id, inbox_id, contact_id, status, mode, priority, labels, subject,
       assignee_id, team_id, active_at, waiting_since, snoozed_until, contact_messages, agent_messages, first_reply_at,
       resolved_at, unread_reply_since, single, spam, fields, created_at)
     select t.workspace_id, $3, t.inbox_id, t.contact_id, $5, $6, $7,
       array(select distinct unnest(t.labels || s.labels) order by 1), coalesce(t.subject, s.subject),
       coalesce(t.assignee_id, s.assignee_id), coalesce(t.team_id, s.team_id), greatest(t.active_at, s.active_at),
       $8, $9, t.contact_messages + s.contact_messages, t.agent_messages + s.agent_messages,
       least(t.first_reply_at, s.first_reply_at), $10, $11, t.single, t.spam and s.spam, s.fields || t.fields,
       least(t.created_at, s.created_at)
     from conversations t, conversations s
     where t.workspace_id = $1 and t.id = $2 and s.workspace_id = $1 and s.id = $4`,
    [
      target.workspaceId,
      target.id,
      id,
      source.id,
      lead.was.status,
      target.mode,
      priority,
      lead.was.status === 'resolved' ? null : earliest(waiting),
      lead.was.snoozed_until,
      lead.was.status === 'resolved' ? lead.was.resolved_at : null,
      earliest(unread),
    ],
  );
}

const isActive = ({ status }: ConversationRecord): boolean => status === 'open' || status === 'pending';
