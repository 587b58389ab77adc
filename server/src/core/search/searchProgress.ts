import type { CoreTx } from '../core.ts';

export type Searched = 'entries' | 'contacts';

/** Where within a pass the last batch ended. */
export type Position = { xid: string; conversationId: string; seq: number } & { id?: string };

/** One step of a pass: what the snapshot `target` sees and `done` does not; all there is where `done` is null. */
export type Batch = { done: string | null; target: string; position: Position | null; limit: number };

type Row = { cluster: string; done: string | null; target: string | null; position: Position | null };

const thisCluster = `(current_setting('cluster_name') || (select oid::text from pg_database where datname = current_database()))`;

/**
 * Takes the workspace's indexing for the length of the transaction: undefined where somebody else has it. Begins a pass
 * where none is under way. A finished snapshot of another database (restored from a dump, where transactions count
 * anew) says nothing here, so everything is walked once more.
 */
export async function takeProgress(
  tx: CoreTx,
  workspaceId: string,
  what: Searched,
  limit: number,
): Promise<Batch | undefined> {
  await tx.query(
    `insert into search_progress (workspace_id, what, cluster) select id, $2, ${thisCluster} from workspaces where id = $1
     on conflict do nothing`,
    [workspaceId, what],
  );
  const taken = await tx.query<Row & { here: string }>(
    `select cluster, done::text, target::text, position, ${thisCluster} as here from search_progress
     where workspace_id = $1 and what = $2 for update skip locked`,
    [workspaceId, what],
  );
  const row = taken.rows[0];
  if (!row) return undefined;
  const moved = row.cluster !== row.here;
  if (!moved && row.target) return { done: row.done, target: row.target, position: row.position, limit };
  // Taken after the row was locked: it sees all that earlier passes were to see.
  const begun = await tx.query<{ target: string; done: string | null }>(
    `update search_progress set cluster = $3, target = pg_current_snapshot(), position = null,
       done = case when $4 then null else done end
     where workspace_id = $1 and what = $2 returning target::text, done::text`,
    [workspaceId, what, row.here, moved],
  );
  return { ...begun.rows[0]!, position: null, limit };
}

/** Remembers how far the pass has come; without a position it is finished, and the next begins where it ends. */
export async function keepProgress(
  tx: CoreTx,
  workspaceId: string,
  what: Searched,
  position: object | null,
): Promise<void> {
  await tx.query(
    position
      ? 'update search_progress set position = $3 where workspace_id = $1 and what = $2'
      : 'update search_progress set done = target, target = null, position = $3 where workspace_id = $1 and what = $2',
    [workspaceId, what, position && JSON.stringify(position)],
  );
}
