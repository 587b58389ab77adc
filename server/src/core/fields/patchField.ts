import type { Field, FieldPatch } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { checkedOptions, checkResolving } from './createField.ts';
import { loadField } from './fieldRow.ts';

/**
 * Changes how a field is called, what can be chosen, whether it is required, its place, or archives it. Values that
 * are there stay as they are, whatever becomes of the options. Errors: `field_not_found`, `inbox_not_found`, `invalid_value`
 * (options, or a contact's field that is to be asked for when a conversation is resolved).
 */
export async function patchField(
  core: Core,
  actor: DeskActor,
  fieldId: string,
  patch: FieldPatch,
): Promise<Field> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const before = await loadField(tx, workspaceId, fieldId);
    await checkResolving(tx, workspaceId, before.subject, patch);
    const options = patch.options && checkedOptions(before.type, patch.options);
    await tx.query(
      `update fields set label = coalesce($3, label), labels = coalesce($4, labels), options = coalesce($5, options),
         required = coalesce($6, required), required_to_resolve = coalesce($8, required_to_resolve),
         resolve_inbox_ids = coalesce($9::uuid[], resolve_inbox_ids),
         archived_at = case when $7::boolean is null then archived_at when $7 then coalesce(archived_at, now()) end
       where workspace_id = $1 and id = $2`,
      [
        workspaceId,
        fieldId,
        patch.label ?? null,
        patch.labels ? JSON.stringify(patch.labels) : null,
        options ?? null,
        patch.required ?? null,
        patch.archived ?? null,
        patch.requiredToResolve ?? null,
        patch.resolveInboxIds ?? null,
      ],
    );
    if (patch.position !== undefined) await move(tx, workspaceId, before, patch.position);
    tx.announce({ kind: 'changed', workspaceId, what: 'fields' });
    const after = await loadField(tx, workspaceId, fieldId);
    await recordAudit(tx, actor, {
      action: 'field.changed',
      target: { kind: 'field', id: fieldId, name: after.label },
      before,
      after,
    });
    return after;
  });
}

/** The order is counted anew, so that two moves at once cannot leave two fields in one place for long. */
async function move(tx: CoreTx, workspaceId: string, field: Field, position: number): Promise<void> {
  const others = await tx.query<{ id: string }>(
    `select id from fields where workspace_id = $1 and subject = $2 and id <> $3 order by position, id for update`,
    [workspaceId, field.subject, field.id],
  );
  const ids = others.rows.map((row) => row.id).toSpliced(position, 0, field.id);
  await tx.query(
    `update fields f set position = o.place - 1 from unnest($2::uuid[]) with ordinality as o (id, place)
     where f.workspace_id = $1 and f.id = o.id`,
    [workspaceId, ids],
  );
}
