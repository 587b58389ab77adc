import { chosenOnce } from '../../db/chosenOnce.ts';
import { coerceError } from '../../errors.ts';
import { type Core, transact } from '../core.ts';
import { importContacts, ROWS_AT_ONCE } from './importContacts.ts';
import { importHistory, RECORDS_AT_ONCE } from './importHistory.ts';
import { type ImportRow, importColumns } from './importRow.ts';
import type { ReadImport } from './readImport.ts';
import { takeBack } from './takeBack.ts';

const CLAIM_SECONDS = 60;

/**
 * One batch of the import that has waited longest: claimed, so that two workers never take the same rows, and settled in
 * one transaction with how far it has come. Returns how many batches were done: 0 where nothing waits. An import that
 * cannot go on says why and ends; a worker that dies leaves it to the next one.
 */
export async function runImports(core: Core, read: ReadImport): Promise<number> {
  const claimed = await claim(core);
  if (!claimed) return 0;
  try {
    if (claimed.status === 'undoing') await takeBack(core, claimed);
    else if (claimed.kind === 'contacts')
      await importContacts(core, claimed, await read.table(claimed, ROWS_AT_ONCE));
    else await importHistory(core, claimed, await read.history(claimed, RECORDS_AT_ONCE));
    await release(core, claimed);
  } catch (thrown) {
    const error = coerceError(thrown);
    // The database's own troubles pass; what lies in the file does not.
    if ((error as { retryable?: boolean }).retryable) throw error;
    await giveUp(core, claimed, error.message);
  }
  return 1;
}

async function claim(core: Core): Promise<ImportRow | undefined> {
  const claimed = await core.db.query<ImportRow>(
    `${chosenOnce(
      `select workspace_id as w, id as i from imports where status in ('running', 'undoing')
         and (claimed_until is null or claimed_until < now()) order by created_at limit 1 for update`,
    )}
     update imports set claimed_until = now() + interval '${CLAIM_SECONDS} seconds'
     from chosen where (workspace_id, id) = (w, i) returning ${importColumns}`,
  );
  return claimed.rows[0];
}

/** Free for the next batch. */
async function release(core: Core, row: ImportRow): Promise<void> {
  await core.db.query('update imports set claimed_until = null where workspace_id = $1 and id = $2', [
    row.workspace_id,
    row.id,
  ]);
  core.announce([{ kind: 'changed', workspaceId: row.workspace_id, what: 'imports' }]);
}

async function giveUp(core: Core, row: ImportRow, reason: string): Promise<void> {
  await transact(core, async (tx) => {
    await tx.query(
      `update imports set status = 'failed', reason = $3, finished_at = now(), claimed_until = null
       where workspace_id = $1 and id = $2 and status in ('running', 'undoing')`,
      [row.workspace_id, row.id, reason.slice(0, 500)],
    );
    tx.announce({ kind: 'changed', workspaceId: row.workspace_id, what: 'imports' });
  });
}
