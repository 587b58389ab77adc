import type { SnippetUsage } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { limitedTo } from './snippetRecord.ts';

type Row = { snippet_id: string; uses: number; unchanged: number; changed: number; last_used_at: Date };

/** How each snippet that was used in the last `days` fared: a scan of the uses' index for that time, nothing else. */
export async function listSnippetUsage(core: Core, actor: DeskActor, days: number): Promise<SnippetUsage[]> {
  const found = await core.db.query<Row>(
    `select u.snippet_id, count(*)::int as uses, count(*) filter (where u.changed = 0)::int as unchanged,
       avg(u.changed) as changed, max(u.at) as last_used_at
     from snippets s join snippet_uses u on (u.workspace_id, u.snippet_id) = (s.workspace_id, s.id)
     where s.workspace_id = $1 and s.deleted_at is null and u.at > now() - make_interval(days => $3)
       and ($2::uuid is null or s.team_id is null
         or exists (select from team_members m where (m.workspace_id, m.team_id, m.user_id) = (s.workspace_id, s.team_id, $2)))
     group by u.snippet_id order by u.snippet_id`,
    [actor.workspaceId, limitedTo(actor), days],
  );
  return found.rows.map((row) => ({
    snippetId: row.snippet_id,
    uses: row.uses,
    unchanged: row.unchanged,
    changed: Math.round(row.changed * 1000) / 1000,
    lastUsedAt: row.last_used_at.toISOString(),
  }));
}
