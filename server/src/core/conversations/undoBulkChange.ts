import { AppError, coerceError, fail } from '../../errors.ts';
import { type AgentActor, mustBeAble } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import type { BulkItem, BulkOutcome, Restorable } from './bulkChange.ts';
import { type ConversationSet, lockConversation, type NewEntry, writeChange } from './changeConversation.ts';
import type { ConversationRecord } from './conversationRecord.ts';
import { scheduleWake } from './scheduleWake.ts';

/** The button is there for ten seconds; the rest is for slow networks. */
const UNDO_WITHIN_S = 30;

/**
 * Puts back what a bulk change of one's own found. Only where what it set still stands: what somebody has changed since
 * in the same parts is theirs, and is reported as `conflict`; a message that came meanwhile is no hindrance. Each
 * conversation has its own event. Errors: `bulk_not_found`, `undo_expired`.
 */
export async function undoBulkChange(core: Core, actor: AgentActor, bulkId: string): Promise<BulkOutcome> {
  mustBeAble(actor, 'conversations.change');
  const items = await takeItems(core, actor, bulkId);
  const outcome: BulkOutcome = { changed: [], failed: [] };
  for (const item of items) {
    try {
      outcome.changed.push(await transact(core, (tx) => restoreInTransaction(tx, actor, item)));
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : undefined;
      if (!error) core.db.log(coerceError(thrown));
      const { code = 'internal', message = 'Something went wrong on our side.' } = error ?? {};
      outcome.failed.push({ id: item.id, code, message });
    }
  }
  return outcome;
}

/** Once only: a second undo finds nothing. */
async function takeItems({ db }: Core, { workspaceId, userId }: AgentActor, id: string): Promise<BulkItem[]> {
  const taken = await db.query<{ items: BulkItem[]; late: boolean }>(
    `update bulk_changes set undone_at = now()
     where workspace_id = $1 and id = $2 and user_id = $3 and undone_at is null
     returning items, created_at < now() - make_interval(secs => $4) as late`,
    [workspaceId, id, userId, UNDO_WITHIN_S],
  );
  const row = taken.rows[0] ?? fail('bulk_not_found');
  if (row.late) fail('undo_expired');
  return row.items;
}

/** Puts one conversation back, as part of something larger. Throws `conflict` where what was set stands no more. */
export async function restoreInTransaction(
  tx: CoreTx,
  actor: AgentActor,
  item: BulkItem,
): Promise<ConversationRecord> {
  const now = await lockConversation(tx, actor, item.id);
  if (!stillSet(now, item)) fail('conflict');
  const { entries, set } = planRestoring(actor, now, item);
  if (item.before.spam !== undefined)
    await tx.query(
      'update contacts set spam_since = case when $3 then coalesce(spam_since, now()) end where workspace_id = $1 and id = $2',
      [now.workspaceId, now.contactId, item.before.spam],
    );
  const { conversation } = await writeChange(tx, now, entries, set).catch((thrown) => {
    if ((thrown as { constraint?: string }).constraint) fail('conflict');
    throw thrown;
  });
  if (item.before.status === 'snoozed') await scheduleWake(tx, conversation);
  return conversation;
}

/** Whether all that was set is as it was left. Since when somebody waits moves by itself. */
const stillSet = (now: ConversationRecord, { after }: BulkItem): boolean =>
  (Object.keys(after) as (keyof Restorable)[]).every(
    (part) => part === 'waitingSince' || JSON.stringify(now[part]) === JSON.stringify(after[part]),
  );

function planRestoring(
  actor: AgentActor,
  now: ConversationRecord,
  { before }: BulkItem,
): { entries: NewEntry[]; set: ConversationSet } {
  const event = (body: Extract<NewEntry, { kind: 'event' }>['event']): NewEntry => ({
    author: actor,
    kind: 'event',
    event: body,
  });
  const entries: NewEntry[] = [];
  const set: ConversationSet = {};
  if (before.status !== undefined) {
    const until = before.snoozedUntil ?? null;
    if (before.status === 'snoozed' && until) entries.push(event({ type: 'snoozed', until }));
    else if (before.status === 'resolved') entries.push(event({ type: 'resolved' }));
    else entries.push(event({ type: 'reopened' }));
    Object.assign(set, {
      status: before.status,
      snoozed_until: until && new Date(until),
      resolved_at: before.status === 'resolved' ? new Date() : null,
    });
  }
  // Whoever waited before waits still; a message that came meanwhile waits on its own.
  if (before.waitingSince) set.waiting_since = new Date(before.waitingSince);
  if (before.assigneeId !== undefined || before.teamId !== undefined) {
    const agentId = before.assigneeId === undefined ? now.assigneeId : before.assigneeId;
    const teamId = before.teamId === undefined ? now.teamId : before.teamId;
    entries.push(event({ type: 'assigned', agentId, teamId }));
    Object.assign(set, { assignee_id: agentId, team_id: teamId });
  }
  if (before.priority !== undefined) {
    entries.push(event({ type: 'priority_changed', priority: before.priority }));
    set.priority = before.priority;
  }
  if (before.labels !== undefined) {
    const added = before.labels.filter((label) => !now.labels.includes(label));
    const removed = now.labels.filter((label) => !before.labels!.includes(label));
    entries.push(event({ type: 'labels_changed', added, removed }));
    set.labels = before.labels;
  }
  if (before.spam !== undefined) {
    entries.push(event({ type: 'spam_changed', spam: before.spam }));
    set.spam = before.spam;
  }
  return { entries, set };
}
