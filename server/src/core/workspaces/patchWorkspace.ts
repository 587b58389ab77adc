import type { Workspace } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { mustBeTimeZone, toWorkspace, type WorkspaceRow, workspaceColumns } from './workspaceRow.ts';

/** Sets name and language, where given. Throws `workspace_not_found`. */
export async function patchWorkspace(
  core: Core,
  actor: DeskActor,
  patch: { name?: string; language?: string; timeZone?: string },
): Promise<Workspace> {
  const { workspaceId } = actor;
  if (patch.timeZone !== undefined) mustBeTimeZone(patch.timeZone);
  return transact(core, async (tx) => {
    const before = await tx.query<WorkspaceRow>(
      `select ${workspaceColumns} from workspaces where id = $1 for no key update`,
      [workspaceId],
    );
    const updated = await tx.query<WorkspaceRow>(
      `update workspaces set name = coalesce($2, name), language = coalesce($3, language),
         time_zone = coalesce($4, time_zone) where id = $1
       returning ${workspaceColumns}`,
      [workspaceId, patch.name ?? null, patch.language ?? null, patch.timeZone ?? null],
    );
    const workspace = toWorkspace(updated.rows[0] ?? fail('workspace_not_found'));
    await recordAudit(tx, actor, {
      action: 'workspace.changed',
      target: { kind: 'workspace', id: workspaceId, name: workspace.name },
      before: before.rows[0] && toWorkspace(before.rows[0]),
      after: workspace,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'workspace' });
    return workspace;
  });
}
