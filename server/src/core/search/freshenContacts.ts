import type { Core } from '../core.ts';
import { advanceSearch } from './advanceSearch.ts';

const MOST_MS = 500;

/**
 * Brings the search of contacts up to date for whoever is about to search, so that one that was just added is found at
 * once, worker or not. One look by index where nothing changed; after an import as much as can be done in a moment, the
 * worker does the rest. Who is in no hurry gives it longer. Tells whether it is up to date.
 */
export async function freshenContacts(
  core: Core,
  workspaceId: string,
  mostMs: number = MOST_MS,
): Promise<boolean> {
  const found = await core.db.query<{ behind: boolean }>({
    name: 'contacts-behind',
    text: `select p.done is null or p.target is not null or exists (select from contacts c where c.workspace_id = $1
        and c.changed_xid >= pg_snapshot_xmin(p.done) and not pg_visible_in_snapshot(c.changed_xid, p.done)) as behind
      from (select 1) one left join search_progress p on p.workspace_id = $1 and p.what = 'contacts'`,
    values: [workspaceId],
  });
  if (!found.rows[0]!.behind) return true;
  const began = performance.now();
  while ((await advanceSearch(core, workspaceId, 'contacts')) === 'more') {
    if (performance.now() - began >= mostMs) return false;
  }
  return true;
}
