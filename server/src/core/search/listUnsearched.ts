import type { Core } from '../core.ts';
import type { Searched } from './searchProgress.ts';

/** What has not been indexed although nobody said so: a lost announcement, a worker that died, a log from before there was an index. */
export async function listUnsearched(core: Core): Promise<{ workspaceId: string; what: Searched }[]> {
  const found = await core.db.query<{ workspace_id: string; what: Searched }>(
    `select w.id as workspace_id, k.what from workspaces w cross join (values ('entries'), ('contacts')) as k (what)
     left join search_progress p on p.workspace_id = w.id and p.what = k.what
     where p.done is null or p.target is not null
       or k.what = 'entries' and exists (select from entries e where e.workspace_id = w.id
         and e.xid >= pg_snapshot_xmin(p.done) and e.xid < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(e.xid, p.done))
       or k.what = 'contacts' and exists (select from contacts c where c.workspace_id = w.id
         and c.changed_xid >= pg_snapshot_xmin(p.done) and c.changed_xid < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(c.changed_xid, p.done))
       or p.cluster <> current_setting('cluster_name') || (select oid::text from pg_database where datname = current_database())`,
  );
  return found.rows.map((row) => ({ workspaceId: row.workspace_id, what: row.what }));
}
