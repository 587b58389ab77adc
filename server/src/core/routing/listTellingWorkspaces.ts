import type { Db } from '../../db/transaction.ts';

/** Workspaces in which somebody waits in an inbox that tells its visitors their place: all, or those among the given. */
export async function listTellingWorkspaces(
  db: Pick<Db, 'query'>,
  among: readonly string[] | undefined,
): Promise<string[]> {
  const found = await db.query<{ workspace_id: string }>(
    `select distinct i.workspace_id from inboxes i
     where ($1::uuid[] is null or i.workspace_id = any($1)) and i.mode = 'live' and i.deleted_at is null and coalesce((i.routing->>'showQueue')::boolean, true)
       and exists (select from queue_places q where q.workspace_id = i.workspace_id and q.inbox_id = i.id)`,
    [among ?? null],
  );
  return found.rows.map((row) => row.workspace_id);
}
