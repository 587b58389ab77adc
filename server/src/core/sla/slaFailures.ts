import type { Core } from '../core.ts';

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 3600;

/** Leaves a conversation that could not be judged alone for a while: half a minute, doubling to an hour. */
export async function noteFailure(
  core: Core,
  workspaceId: string,
  conversationId: string,
  reason: string,
): Promise<void> {
  await core.db.query(
    `insert into sla_failures as f (workspace_id, conversation_id, tries, retry_at, reason)
     select workspace_id, id, 1, now() + make_interval(secs => ${FIRST_WAIT_SECONDS}), $3 from conversations where workspace_id = $1 and id = $2
     on conflict (workspace_id, conversation_id) do update set tries = f.tries + 1, reason = excluded.reason,
       retry_at = now() + make_interval(secs => least(${LONGEST_WAIT_SECONDS}, ${FIRST_WAIT_SECONDS} * power(2, least(f.tries, 10))))`,
    [workspaceId, conversationId, reason.slice(0, 300)],
  );
}

export async function forgetFailure(core: Core, workspaceId: string, conversationId: string): Promise<void> {
  await core.db.query('delete from sla_failures where workspace_id = $1 and conversation_id = $2', [
    workspaceId,
    conversationId,
  ]);
}

/** Those whose time has come again. */
export async function listRetries(core: Core, most: number): Promise<{ workspace_id: string; id: string }[]> {
  const found = await core.db.query<{ workspace_id: string; id: string }>(
    'select workspace_id, conversation_id as id from sla_failures where retry_at <= now() order by retry_at limit $1',
    [most],
  );
  return found.rows;
}
