import type { Core } from '../core.ts';
import type { FileStore } from '../files/fileStore.ts';
import { keyOfImport } from './importRow.ts';

const AT_ONCE = 20;
const READY_DAYS = 7;

/**
 * Removes the bytes of imports that have ended, and of those that nobody started within a week: they hold people's data
 * that nothing needs any more. The bytes go before the row says so, so that none is forgotten. Returns how many went.
 */
export async function removeOldFiles(core: Core, store: FileStore): Promise<number> {
  const found = await core.db.query<{ workspace_id: string; id: string }>(
    `select workspace_id, id from imports where file_kept and (status in ('done', 'undone', 'cancelled', 'failed')
       or (status = 'ready' and created_at < now() - interval '${READY_DAYS} days')) limit ${AT_ONCE}`,
  );
  for (const { workspace_id: workspaceId, id } of found.rows) {
    await store.remove(keyOfImport(workspaceId, id));
    await core.db.query('update imports set file_kept = false where workspace_id = $1 and id = $2', [
      workspaceId,
      id,
    ]);
  }
  return found.rows.length;
}
