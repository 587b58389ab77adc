import type { Core, CoreTx } from '../core.ts';
import { type FileStore, keyOfFile, keyOfThumbnail } from '../files/fileStore.ts';

const shownByMessage = `exists (select from entries e
  where e.workspace_id = f.workspace_id and e.content ->> 'fileId' = f.id::text)`;

/**
 * What keeps a file `f` for longer than the messages that show it, as conditions. Whoever stores ids of files (a picture
 * of a canned answer) adds a line.
 */
const keptBy: string[] = [
  `exists (select from snippet_files k where (k.workspace_id, k.file_id) = (f.workspace_id, f.id))`,
];

/** Removes the rows of files that nothing shows any more, and notes that their bytes are to go. */
export async function deleteFiles(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<number> {
  return removeRows(tx, workspaceId, ids, [shownByMessage, ...keptBy]);
}

/** The same by age: messages that show them say that the file is gone. */
export async function expireFiles(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<number> {
  return removeRows(tx, workspaceId, ids, keptBy);
}

async function removeRows(
  tx: CoreTx,
  workspaceId: string,
  ids: readonly string[],
  keepers: string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const deleted = await tx.query(
    `with gone as (
       delete from files f where f.workspace_id = $1 and f.id = any ($2)${keepers.map((keeper) => ` and not ${keeper}`).join('')}
         returning f.workspace_id, f.id)
     insert into file_removals (workspace_id, file_id) select workspace_id, id from gone on conflict do nothing`,
    [workspaceId, ids],
  );
  return deleted.rowCount ?? 0;
}

const AT_ONCE = 100;

/** Removes bytes whose row is gone, a batch; returns how many. A second try finds nothing and is content. */
export async function removeBytes(core: Core, store: FileStore): Promise<number> {
  const due = await core.db.query<{ workspace_id: string; file_id: string }>(
    'select workspace_id, file_id from file_removals limit $1',
    [AT_ONCE],
  );
  for (const { workspace_id: workspaceId, file_id: fileId } of due.rows) {
    await store.remove(keyOfFile(workspaceId, fileId));
    await store.remove(keyOfThumbnail(workspaceId, fileId));
    await core.db.query('delete from file_removals where workspace_id = $1 and file_id = $2', [
      workspaceId,
      fileId,
    ]);
  }
  return due.rows.length;
}
