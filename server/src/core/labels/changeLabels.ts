import type { Label, LabelCreate, LabelList, LabelPatch } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { labelColumns, labelNameTaken, loadLabel } from './labelRow.ts';
import { renameLabel } from './renameLabel.ts';

/** The labels that the workspace keeps, by name, and whether others may be typed. */
export async function listLabels({ db }: Core, { workspaceId }: DeskActor): Promise<LabelList> {
  const [labels, workspace] = await Promise.all([
    db.query<Label>(
      `select ${labelColumns} from labels where workspace_id = $1 order by lower(name), id limit 1000`,
      [workspaceId],
    ),
    db.query<{ free: boolean }>('select free_labels as free from workspaces where id = $1', [workspaceId]),
  ]);
  return { items: labels.rows, free: workspace.rows[0]?.free ?? true };
}

/** Errors: `name_taken`, `forbidden`. */
export async function createLabel(core: Core, actor: DeskActor, label: LabelCreate): Promise<Label> {
  mustBeAble(actor, 'labels.change');
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const id = uuid();
    await tx
      .query('insert into labels (workspace_id, id, name, colour, description) values ($1, $2, $3, $4, $5)', [
        workspaceId,
        id,
        label.name.trim(),
        label.colour ?? 'brown',
        label.description ?? '',
      ])
      .catch(labelNameTaken);
    tx.announce({ kind: 'changed', workspaceId, what: 'labels' });
    const after = await loadLabel(tx, workspaceId, id);
    await recordAudit(tx, actor, { action: 'label.created', target: targetOf(after), after });
    return after;
  });
}

/** A new name goes to every conversation and saved view that has the old one. Errors: `label_not_found`, `name_taken`. */
export async function patchLabel(
  core: Core,
  actor: DeskActor,
  id: string,
  patch: LabelPatch,
): Promise<Label> {
  mustBeAble(actor, 'labels.change');
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const before = await loadLabel(tx, workspaceId, id);
    const after = { ...before, ...patch, name: (patch.name ?? before.name).trim() };
    await tx
      .query(
        'update labels set name = $3, colour = $4, description = $5 where workspace_id = $1 and id = $2',
        [workspaceId, id, after.name, after.colour, after.description],
      )
      .catch(labelNameTaken);
    if (after.name !== before.name) await renameLabel(tx, workspaceId, before.name, after.name);
    await recordAudit(tx, actor, { action: 'label.changed', target: targetOf(after), before, after });
    tx.announce({ kind: 'changed', workspaceId, what: 'labels' });
    return after;
  });
}

/** Takes it off the list. Conversations that have it keep the word. Throws `label_not_found`. */
export async function deleteLabel(core: Core, actor: DeskActor, id: string): Promise<void> {
  mustBeAble(actor, 'labels.change');
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const before = await loadLabel(tx, workspaceId, id);
    await recordAudit(tx, actor, { action: 'label.deleted', target: targetOf(before), before });
    await tx.query('delete from labels where workspace_id = $1 and id = $2', [workspaceId, id]);
    tx.announce({ kind: 'changed', workspaceId, what: 'labels' });
  });
}

export async function setLabelsFree(core: Core, actor: DeskActor, free: boolean): Promise<LabelList> {
  mustBeAble(actor, 'labels.change');
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const found = await tx.query<{ free: boolean }>(
      'select free_labels as free from workspaces where id = $1 for update',
      [workspaceId],
    );
    await tx.query('update workspaces set free_labels = $2 where id = $1', [workspaceId, free]);
    await recordAudit(tx, actor, {
      action: 'label.rules_changed',
      before: { free: found.rows[0]?.free },
      after: { free },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'labels' });
  });
  return listLabels(core, actor);
}

const targetOf = ({ id, name }: Label) => ({ kind: 'label', id, name });
