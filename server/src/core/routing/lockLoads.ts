import type { CoreTx } from '../core.ts';

export type LockedLoad = { load: number; capacity: number };

/**
 * Locks how many conversations these people have, until the end of the transaction: those of a change all together, in
 * the order of their ids and after the conversation's row, as the trigger does. So nobody waits in a circle. Somebody
 * who is no member (any more) is not in the answer.
 */
export async function lockLoads(
  tx: CoreTx,
  workspaceId: string,
  userIds: readonly (string | null)[],
): Promise<Map<string, LockedLoad>> {
  const users = userIds.filter((id) => id !== null).toSorted();
  await tx.query(
    `insert into agent_loads (workspace_id, user_id)
     select workspace_id, user_id from members where workspace_id = $1 and user_id = any($2) order by user_id
     on conflict do nothing`,
    [workspaceId, users],
  );
  const found = await tx.query<LockedLoad & { user_id: string }>(
    `select l.user_id, l.load, coalesce(m.capacity, w.standard_capacity) as capacity
     from agent_loads l join members m on (m.workspace_id, m.user_id) = (l.workspace_id, l.user_id)
       join workspaces w on w.id = l.workspace_id
     where l.workspace_id = $1 and l.user_id = any($2) order by l.user_id for update of l`,
    [workspaceId, users],
  );
  return new Map(found.rows.map(({ user_id, load, capacity }) => [user_id, { load, capacity }]));
}

/** Whether the inbox gives its conversations to people by itself. */
export async function routesByItself(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  inboxId: string,
): Promise<boolean> {
  const found = await tx.query<{ auto: boolean | null }>(
    `select routing->>'mode' = 'auto' as auto from inboxes where workspace_id = $1 and id = $2`,
    [workspaceId, inboxId],
  );
  return found.rows[0]?.auto ?? false;
}
