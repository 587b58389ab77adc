import type { EventBody } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { SystemActor } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { nameOfMember } from './nameOfMember.ts';
import { isHere } from './notePresence.ts';

type Reason = Extract<EventBody, { type: 'requeued' }>['reason'];
type Overdue = { workspace_id: string; id: string; assignee_id: string; reason: Reason };

const AT_ONCE = 100;

/**
 * Conversations whose customer waits for somebody who does not answer or is gone, for longer than their inbox allows.
 * The agent is gone since the latest of: they said so, their last console closed (or fell silent), they got this
 * conversation, the customer began to wait.
 */
const overdue = (condition: string, limit: string): string => `
  select d.workspace_id, d.id, d.assignee_id, case when d.gone then 'gone' else 'unanswered' end as reason
  from (
    select c.workspace_id, c.id, c.assignee_id, greatest(c.waiting_since, c.assigned_at) as since,
      i.routing,
      greatest(c.waiting_since, c.assigned_at,
        case when m.availability = 'offline' then m.availability_at end,
        case when not ${isHere} then coalesce(p.left_at, p.seen_at) end)
        < now() - make_interval(mins => (i.routing->>'returnGoneMinutes')::int)
        and (m.availability = 'offline' or not ${isHere}) as gone
    from conversations c
      join inboxes i on (i.workspace_id, i.id) = (c.workspace_id, c.inbox_id) and i.routing->>'mode' = 'auto'
      join members m on (m.workspace_id, m.user_id) = (c.workspace_id, c.assignee_id)
      left join agent_presence p on (p.workspace_id, p.user_id) = (m.workspace_id, m.user_id)
    where c.status = 'open' and c.waiting_since is not null and not c.spam and ${condition}) d
  where d.gone or d.since < now() - make_interval(mins => (d.routing->>'returnUnansweredMinutes')::int)
  ${limit}`;

/** Takes them back into the queue, each in a transaction of its own that looks again; resolves with how many. */
export async function requeueOverdue(core: Core): Promise<number> {
  let done = 0;
  for (const { workspace_id, id } of await listOverdue(core.db)) {
    if (await transact(core, (tx) => requeue(tx, workspace_id, id))) done += 1;
  }
  return done;
}

async function listOverdue(db: Pick<Db, 'query'>): Promise<Overdue[]> {
  const found = await db.query<Overdue>(overdue('true', `limit ${AT_ONCE}`));
  return found.rows;
}

async function requeue(tx: CoreTx, workspaceId: string, conversationId: string): Promise<boolean> {
  const author: SystemActor = { kind: 'system', workspaceId };
  const before = await lockConversation(tx, author, conversationId);
  const found = await tx.query<Overdue & { passed_over: Record<string, string>; now: Date }>(
    `select o.*, c.passed_over, now() from (${overdue('c.workspace_id = $1 and c.id = $2', '')}) o
     join conversations c on (c.workspace_id, c.id) = (o.workspace_id, o.id)`,
    [workspaceId, conversationId],
  );
  const late = found.rows[0];
  if (!late) return false;
  const { assignee_id: agentId, reason, passed_over, now } = late;
  const event = {
    type: 'requeued' as const,
    reason,
    agentId,
    ...(await nameOfMember(tx, workspaceId, agentId)),
  };
  await writeChange(tx, before, [{ author, kind: 'event', event }], {
    assignee_id: null,
    passed_over: { ...passed_over, [agentId]: now.toISOString() },
  });
  return true;
}
