import type { Assignment } from '../../engines/routing/planAssignments.ts';
import type { SystemActor } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { isHere } from './notePresence.ts';

/**
 * Gives a conversation to the agent that routing chose, if both are still as they were: it waits, and they are there
 * with room. The database has the last word on room: under the lock on the agent's load it refuses what is too much.
 * Resolves with whether it was given.
 */
export async function assignByRouting(
  core: Core,
  workspaceId: string,
  { conversationId, userId }: Assignment,
): Promise<boolean> {
  return transact(core, (tx) => assign(tx, workspaceId, conversationId, userId)).catch((thrown) => {
    if (isRefusal(thrown)) return false;
    throw thrown;
  });
}

async function assign(
  tx: CoreTx,
  workspaceId: string,
  conversationId: string,
  agentId: string,
): Promise<boolean> {
  const author: SystemActor = { kind: 'system', workspaceId };
  const before = await lockConversation(tx, author, conversationId);
  const facts = await readFacts(tx, workspaceId, conversationId, agentId);
  if (!facts) return false;
  const { name: agentName, waited: waitedSeconds, team_name: teamName } = facts;
  const event = {
    type: 'assigned' as const,
    agentId,
    agentName,
    teamId: before.teamId,
    ...(teamName && { teamName }),
    by: 'routing' as const,
    waitedSeconds,
  };
  await writeChange(tx, before, [{ author, kind: 'event', event }], { assignee_id: agentId, routed: true });
  return true;
}

type Facts = { name: string; team_name: string | null; waited: number };

/** What the event tells; none where the conversation waits no more or the agent has gone. */
async function readFacts(
  tx: CoreTx,
  workspaceId: string,
  conversationId: string,
  agentId: string,
): Promise<Facts | undefined> {
  const found = await tx.query<Facts>(
    `select u.name, t.name as team_name, greatest(0, round(extract(epoch from now() - q.since)))::int as waited
     from queue_places q
       join inboxes i on (i.workspace_id, i.id) = (q.workspace_id, q.inbox_id) and i.routing->>'mode' = 'auto'
       join members m on m.workspace_id = q.workspace_id and m.user_id = $3 and m.availability = 'online'
       join agent_presence p on (p.workspace_id, p.user_id) = (m.workspace_id, m.user_id) and ${isHere}
       join users u on u.id = m.user_id
       left join teams t on (t.workspace_id, t.id) = (q.workspace_id, q.team_id)
     where q.workspace_id = $1 and q.conversation_id = $2`,
    [workspaceId, conversationId, agentId],
  );
  return found.rows[0];
}

/** No room any more; or the agent was removed, or the conversation was, since the plan was made. */
function isRefusal(thrown: unknown): boolean {
  const { constraint, code } = thrown as { constraint?: string; code?: string };
  return (
    constraint === 'agent_capacity' ||
    constraint === 'conversations_workspace_id_assignee_id_fkey' ||
    code === 'conversation_not_found'
  );
}
