import type { Db } from '../../db/transaction.ts';
import { planAssignments, type WorkingAgent } from '../../engines/routing/planAssignments.ts';
import type { Core } from '../core.ts';
import { assignByRouting } from './assignByRouting.ts';
import { listWaiting, type QueueCursor } from './listWaiting.ts';
import { listWorkingAgents } from './listWorkingAgents.ts';

const PAGE = 200;

/**
 * Gives the waiting of a workspace to those who are there and have room; resolves with how many got somebody. The
 * plan is made without locks, each assignment is checked again in its own transaction. So several nodes may do this at
 * the same time: what one has given, another finds given.
 */
export async function routeWorkspace(core: Core, workspaceId: string): Promise<number> {
  let agents = await listWorkingAgents(core.db, workspaceId);
  const skills = await listSkills(core.db, workspaceId);
  let assigned = 0;
  let after: QueueCursor | undefined;
  while (agents.some(hasRoom)) {
    const page = await listWaiting(core.db, workspaceId, skills, after, PAGE);
    const plan = planAssignments(page.waiting, agents, Date.now());
    for (const assignment of plan.assignments) {
      if (await assignByRouting(core, workspaceId, assignment)) assigned += 1;
    }
    agents = plan.agents;
    after = page.next;
    if (!after) break;
  }
  return assigned;
}

const hasRoom = (agent: WorkingAgent): boolean => agent.load < agent.capacity;

/** All skills of the workspace, also of those who are not there: their label is a demand all the same. */
async function listSkills(db: Pick<Db, 'query'>, workspaceId: string): Promise<string[]> {
  const found = await db.query<{ skill: string }>(
    'select distinct unnest(skills) as skill from members where workspace_id = $1',
    [workspaceId],
  );
  return found.rows.map((row) => row.skill);
}

/** Workspaces in which somebody waits in an inbox that routes: all, or those among the given. */
export async function listQueueingWorkspaces(
  db: Pick<Db, 'query'>,
  among: readonly string[] | undefined,
): Promise<string[]> {
  const found = await db.query<{ workspace_id: string }>(
    `select distinct i.workspace_id from inboxes i
     where i.routing->>'mode' = 'auto' and i.deleted_at is null and ($1::uuid[] is null or i.workspace_id = any($1))
       and exists (select from queue_places q where q.workspace_id = i.workspace_id and q.inbox_id = i.id)`,
    [among ?? null],
  );
  return found.rows.map((row) => row.workspace_id);
}
