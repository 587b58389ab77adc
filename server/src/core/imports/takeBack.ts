import { announceContactRows } from '../contacts/announceContactRows.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import type { ImportRow } from './importRow.ts';

const CONTACTS_AT_ONCE = 100;

type Change = {
  contact_id: string;
  made: boolean;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  identity_ids: string[];
};

/**
 * Takes back what an import did to the next contacts. Who was made and has done nothing since goes; a value that the
 * import set and nobody has changed since is what it was before. Whoever wrote, or was worked on, is kept and counted.
 */
export async function takeBack(core: Core, row: ImportRow): Promise<void> {
  await transact(core, async (tx) => {
    const { workspace_id: workspaceId, id } = row;
    const locked = await tx.query(
      `select from imports where workspace_id = $1 and id = $2 and status = 'undoing' for update`,
      [workspaceId, id],
    );
    if (locked.rowCount === 0) return;
    const taken = await tx.query<Change>(
      `delete from import_changes where workspace_id = $1 and import_id = $2 and contact_id in (
         select contact_id from import_changes where workspace_id = $1 and import_id = $2 order by contact_id limit ${CONTACTS_AT_ONCE})
       returning contact_id, made, before, after, identity_ids`,
      [workspaceId, id],
    );
    let kept = 0;
    for (const change of taken.rows) if (!(await takeBackOne(tx, workspaceId, change))) kept += 1;
    const ended = taken.rows.length < CONTACTS_AT_ONCE;
    await tx.query(
      `update imports set counts = jsonb_set(counts, '{kept}', to_jsonb(coalesce((counts->>'kept')::int, 0) + $3)),
         status = case when $4 then 'undone' else status end, finished_at = case when $4 then now() end
       where workspace_id = $1 and id = $2`,
      [workspaceId, id, kept, ended],
    );
  });
}

/** False where a contact whom the import made is kept. */
async function takeBackOne(tx: CoreTx, workspaceId: string, change: Change): Promise<boolean> {
  if (change.made) return removeUnused(tx, workspaceId, change);
  await tx.query('delete from identities where workspace_id = $1 and contact_id = $2 and id = any ($3)', [
    workspaceId,
    change.contact_id,
    change.identity_ids,
  ]);
  const before = change.before ?? {};
  const names = Object.keys(change.after).filter((name) => name !== 'fields');
  const sets = names.map(
    (name) =>
      `${name} = case when ${name} is not distinct from ($4::jsonb->>'${name}') then $3::jsonb->>'${name}' else ${name} end`,
  );
  await tx.query(
    `update contacts set version = version + 1, ${sets.join(', ')},
       fields = (select coalesce(jsonb_object_agg(key, value), '{}') from (
         select key, case when fields->key is not distinct from $4::jsonb->'fields'->key then $3::jsonb->'fields'->key else fields->key end as value
         from (select jsonb_object_keys(fields || coalesce($3::jsonb->'fields', '{}')) as key) keys) kept where value is not null)
     where workspace_id = $1 and id = $2`,
    [workspaceId, change.contact_id, JSON.stringify(before), JSON.stringify(change.after)],
  );
  tx.announce({ kind: 'contact', workspaceId, contactId: change.contact_id });
  await announceContactRows(tx, workspaceId, change.contact_id);
  return true;
}

async function removeUnused(tx: CoreTx, workspaceId: string, change: Change): Promise<boolean> {
  const removed = await tx.query(
    `delete from contacts ct where workspace_id = $1 and id = $2
       and not exists (select from conversations c where (c.workspace_id, c.contact_id) = (ct.workspace_id, ct.id))
       and not exists (select from contact_merges m where (m.workspace_id, m.contact_id) = (ct.workspace_id, ct.id) and m.undone_at is null)
       and not exists (select from identities i where (i.workspace_id, i.contact_id) = (ct.workspace_id, ct.id) and not i.id = any ($3))
       and to_jsonb(ct) @> $4`,
    [workspaceId, change.contact_id, change.identity_ids, JSON.stringify(change.after)],
  );
  return removed.rowCount === 1;
}
