import type { Import, ImportStart, ImportStatus } from '@causerie/protocol';
import { contactTargets } from '../../engines/imports/guessMapping.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { listFields } from '../fields/fieldRow.ts';
import { type ImportRow, importColumns, loadImport, toImport } from './importRow.ts';

/**
 * Lets an import begin, in the background. The mapping says what each column becomes. Errors: `import_not_found`,
 * `import_settled` (begun before), `invalid_value` (mapping), `inbox_not_found`.
 */
export async function startImport(
  core: Core,
  actor: DeskActor,
  importId: string,
  { mapping, inboxId }: ImportStart,
): Promise<Import> {
  return transact(core, async (tx) => {
    const before = await lockImport(tx, actor.workspaceId, importId, ['ready']);
    const settings = { ...before.settings, ...(mapping && { mapping }), ...(inboxId && { inboxId }) };
    if (before.kind === 'contacts') await checkMapping(tx, before, settings.mapping ?? []);
    else await checkInbox(tx, actor.workspaceId, settings.inboxId);
    await tx.query(
      `update imports set settings = $3, status = 'running', claimed_until = null where workspace_id = $1 and id = $2`,
      [actor.workspaceId, importId, JSON.stringify(settings)],
    );
    return announced(tx, actor, importId, 'import.started');
  });
}

/** Stops it after the rows under way; what was taken in stays, and of contacts can be undone. */
export async function cancelImport(core: Core, actor: DeskActor, importId: string): Promise<Import> {
  return transact(core, async (tx) => {
    await lockImport(tx, actor.workspaceId, importId, ['ready', 'running']);
    await setStatus(tx, actor.workspaceId, importId, 'cancelled');
    return announced(tx, actor, importId, 'import.cancelled');
  });
}

/** Takes back what an import of contacts did, in the background. Errors: `import_not_found`, `import_settled`. */
export async function undoImport(core: Core, actor: DeskActor, importId: string): Promise<Import> {
  return transact(core, async (tx) => {
    const before = await lockImport(tx, actor.workspaceId, importId, ['done', 'cancelled', 'failed']);
    if (before.kind !== 'contacts')
      fail('import_settled', {
        message: 'A history that was imported stays: contacts may have answered to it.',
      });
    await setStatus(tx, actor.workspaceId, importId, 'undoing');
    return announced(tx, actor, importId, 'import.undone');
  });
}

async function lockImport(
  tx: CoreTx,
  workspaceId: string,
  importId: string,
  allowed: ImportStatus[],
): Promise<ImportRow> {
  const locked = await tx.query<ImportRow>(
    `select ${importColumns} from imports where workspace_id = $1 and id = $2 for update`,
    [workspaceId, importId],
  );
  const row = locked.rows[0] ?? fail('import_not_found');
  if (!allowed.includes(row.status)) fail('import_settled');
  return row;
}

async function setStatus(tx: CoreTx, workspaceId: string, importId: string, status: ImportStatus) {
  await tx.query(
    `update imports set status = $3, claimed_until = null, finished_at = case when $3 = 'undoing' then null else now() end
     where workspace_id = $1 and id = $2`,
    [workspaceId, importId, status],
  );
}

async function announced(tx: CoreTx, actor: DeskActor, importId: string, action: string): Promise<Import> {
  const { workspaceId } = actor;
  tx.announce({ kind: 'changed', workspaceId, what: 'imports' });
  const changed = await loadImport(tx, workspaceId, importId);
  await recordAudit(tx, actor, {
    action,
    // Not the file's name: it may be somebody's, and the log outlives an erasure.
    target: { kind: 'import', id: importId, name: changed.kind },
    after: action === 'import.started' ? { mapping: changed.mapping } : undefined,
  });
  return changed;
}

async function checkMapping(tx: CoreTx, before: ImportRow, mapping: (string | null)[]): Promise<void> {
  const wrong = (message: string, i?: number) =>
    fail('invalid_value', { field: i === undefined ? '/mapping' : `/mapping/${i}`, message });
  if (mapping.length !== toImport(before).columns.length) wrong('Say for each column what it becomes.');
  const fields = await listFields(tx, before.workspace_id, 'contact');
  const known = new Set<string>([
    ...contactTargets,
    ...fields.filter((f) => !f.archivedAt).map((f) => `field.${f.key}`),
  ]);
  const seen = new Set<string>();
  for (const [i, target] of mapping.entries()) {
    if (target === null) continue;
    if (!known.has(target)) wrong(`There is no ${target}.`, i);
    if (seen.has(target)) wrong(`Two columns cannot both become ${target}.`, i);
    seen.add(target);
  }
  if (!['name', 'email', 'phone', 'external_id'].some((target) => seen.has(target)))
    wrong(
      'One column must say who somebody is: a name, an e-mail address, a telephone number or a customer id.',
    );
}

async function checkInbox(tx: CoreTx, workspaceId: string, inboxId: string | undefined): Promise<void> {
  if (!inboxId) return;
  const found = await tx.query(
    'select from inboxes where workspace_id = $1 and id = $2 and deleted_at is null',
    [workspaceId, inboxId],
  );
  if (found.rowCount === 0) fail('inbox_not_found');
}
