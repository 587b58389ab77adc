import { decodeTable } from '../../engines/tables/readTable.ts';
import type { Core, CoreTx } from '../core.ts';
import { type FileStore, getIfThere } from '../files/fileStore.ts';
import { keyOfImport } from '../imports/importRow.ts';
import { type IdentityTerms, namesThem, namesThemSql } from './identityTerms.ts';

/** Imports whose file is still kept and names somebody: what is not taken in yet would bring them back. */
export async function findImportsOf(
  core: Core,
  store: FileStore,
  workspaceId: string,
  terms: IdentityTerms,
): Promise<string[]> {
  const kept = await core.db.query<{ id: string }>(
    'select id from imports where workspace_id = $1 and file_kept order by created_at desc',
    [workspaceId],
  );
  const found: string[] = [];
  for (const { id } of kept.rows) {
    const bytes = await getIfThere(store, keyOfImport(workspaceId, id));
    if (bytes && namesThem(decodeTable(bytes), terms)) found.push(id);
  }
  return found;
}

/**
 * Takes out of imports what names somebody: rows that could not be taken, looks into columns, reasons, names of files. Those
 * in `ids` end where they are, and their files go.
 */
export async function forgetImports(
  tx: CoreTx,
  workspaceId: string,
  terms: IdentityTerms,
  ids: readonly string[],
): Promise<number> {
  const values = [workspaceId, [...terms.addresses, ...terms.names], terms.numbers];
  const problems = await tx.query(
    `delete from import_problems p where p.workspace_id = $1 and (${namesThemSql('p.data::text')} or ${namesThemSql('p.reason')})`,
    values,
  );
  await tx.query(
    `update imports i set contents = case when ${namesThemSql('i.contents::text')} then '{}' else i.contents end,
       reason = case when ${namesThemSql(`coalesce(i.reason, '')`)} then null else i.reason end,
       file_name = case when ${namesThemSql('i.file_name')} then '' else i.file_name end
     where i.workspace_id = $1 and ${namesThemSql(`i.contents::text || coalesce(i.reason, '') || i.file_name`)}`,
    values,
  );
  await tx.query(
    `update imports set status = 'cancelled', claimed_until = null, finished_at = now(), contents = '{}',
       reason = 'Ended when somebody in its file was erased.'
     where workspace_id = $1 and id = any ($2) and status in ('ready', 'running')`,
    [workspaceId, ids],
  );
  if (ids.length > 0) tx.announce({ kind: 'changed', workspaceId, what: 'imports' });
  return problems.rowCount ?? 0;
}
