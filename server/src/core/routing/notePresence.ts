import { chosenOnce } from '../../db/chosenOnce.ts';
import type { Db } from '../../db/transaction.ts';

/** Seconds between two signs of life, and of silence after which an agent counts as gone. */
export const SIGN_EVERY_SECONDS = 20;
const SILENT_AFTER_SECONDS = 60;

/** In SQL, of a row `p` of agent_presence (or none): whether a console of theirs is open now, on whatever node. */
export const isHere = `(p.seen_at is not null and p.seen_at > now() - interval '${SILENT_AFTER_SECONDS} seconds'
  and (p.left_at is null or p.seen_at > p.left_at))`;

type AgentId = { workspaceId: string; userId: string };

/** The first console of theirs on this node was opened. Somebody who was gone has come back now. */
export async function noteAgentCame(db: Pick<Db, 'query'>, { workspaceId, userId }: AgentId): Promise<void> {
  await db.query(
    `insert into agent_presence as p (workspace_id, user_id, came_at, seen_at)
     select workspace_id, user_id, now(), clock_timestamp() from members where workspace_id = $1 and user_id = $2
     on conflict (workspace_id, user_id) do update set
       came_at = case when ${isHere} then p.came_at else now() end, seen_at = clock_timestamp(), left_at = null`,
    [workspaceId, userId],
  );
}

/** The last one on this node was closed. Where another node still has one, its next sign of life says so. */
export async function noteAgentLeft(db: Pick<Db, 'query'>, { workspaceId, userId }: AgentId): Promise<void> {
  await db.query(
    'update agent_presence set left_at = clock_timestamp() where workspace_id = $1 and user_id = $2',
    [workspaceId, userId],
  );
}

/** All who are connected to this node are still here. Rows that are being written just now are told again next time. */
export async function noteAgentsHere(db: Pick<Db, 'query'>, agents: readonly AgentId[]): Promise<void> {
  if (agents.length === 0) return;
  await db.query(
    `${chosenOnce(
      `select p.workspace_id, p.user_id from agent_presence p
       join unnest($1::uuid[], $2::uuid[]) as a (workspace_id, user_id) on (a.workspace_id, a.user_id) = (p.workspace_id, p.user_id)
       for update of p`,
    )}
     update agent_presence p set seen_at = clock_timestamp() from chosen c
     where (p.workspace_id, p.user_id) = (c.workspace_id, c.user_id)`,
    [agents.map((a) => a.workspaceId), agents.map((a) => a.userId)],
  );
}
