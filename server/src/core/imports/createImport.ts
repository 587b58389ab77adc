import type { Import, ImportKind } from '@causerie/protocol';
import { guessMapping } from '../../engines/imports/guessMapping.ts';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { authorOf, type DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { listFields } from '../fields/fieldRow.ts';
import type { FileStore } from '../files/fileStore.ts';
import { keyOfImport, loadImport } from './importRow.ts';
import { openImportFile } from './openImportFile.ts';
import type { ImportContents } from './parseImportFile.ts';

/**
 * Keeps a file that is to be imported and looks into it: nothing of it is in the workspace before it is started. The
 * bytes are stored before the row that names them. Errors: `file_unreadable` (not what its kind says), `inbox_not_found`.
 */
export async function createImport(
  core: Core,
  store: FileStore,
  actor: DeskActor,
  {
    kind,
    name,
    bytes,
    inboxId,
  }: { kind: ImportKind; name: string; bytes: Uint8Array; inboxId?: string | undefined },
): Promise<Import> {
  const contents = await lookInto(kind, bytes);
  const { workspaceId } = actor;
  const id = uuid();
  const key = keyOfImport(workspaceId, id);
  await store.put(key, bytes);
  const kept = transact(core, async (tx) => {
    if (inboxId) {
      const inbox = await tx.query(
        'select from inboxes where workspace_id = $1 and id = $2 and deleted_at is null',
        [workspaceId, inboxId],
      );
      if (inbox.rowCount === 0) fail('inbox_not_found');
    }
    const fields = await listFields(tx, workspaceId, 'contact');
    const mapping =
      contents.columns &&
      guessMapping(
        contents.columns,
        fields.filter((f) => !f.archivedAt),
      );
    const author = authorOf(actor);
    await tx.query(
      `insert into imports (workspace_id, id, kind, file_name, status, contents, settings, total, author_kind, author_id)
       values ($1, $2, $3, $4, 'ready', $5, $6, $7, $8, $9)`,
      [
        workspaceId,
        id,
        kind,
        name.slice(0, 200),
        JSON.stringify({ ...(contents.columns && { columns: contents.columns }) }),
        JSON.stringify({ ...(mapping && { mapping }), ...(inboxId && { inboxId }) }),
        contents.total,
        author.kind,
        author.id,
      ],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'imports' });
    await recordAudit(tx, actor, {
      action: 'import.created',
      target: { kind: 'import', id, name: kind },
      after: { kind, rows: contents.total },
    });
    return loadImport(tx, workspaceId, id);
  });
  // What nobody knows of would never be removed.
  return kept.catch(async (thrown) => {
    await store.remove(key);
    throw thrown;
  });
}

async function lookInto(kind: ImportKind, bytes: Uint8Array): Promise<ImportContents> {
  try {
    const file = await openImportFile(kind, bytes);
    file.close();
    return file.contents;
  } catch (cause) {
    const said = (cause as Error).message;
    const why = /^The file |^There is no column/.test(said) ? said : `This is no file of the kind ${kind}.`;
    return fail('file_unreadable', { cause, message: why });
  }
}
