import type { Workspace } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { toWorkspace, type WorkspaceRow, workspaceColumns } from './workspaceRow.ts';

/** Sets name, language and the standard capacity, where given. Throws `workspace_not_found`. */
export async function patchWorkspace(
  core: Core,
  { workspaceId }: DeskActor,
  patch: { name?: string; language?: string; standardCapacity?: number },
): Promise<Workspace> {
  return transact(core, async (tx) => {
    const updated = await tx.query<WorkspaceRow>(
      `update workspaces set name = coalesce($2, name), language = coalesce($3, language),
         standard_capacity = coalesce($4, standard_capacity) where id = $1
       returning ${workspaceColumns}`,
      [workspaceId, patch.name ?? null, patch.language ?? null, patch.standardCapacity ?? null],
    );
    const workspace = toWorkspace(updated.rows[0] ?? fail('workspace_not_found'));
    tx.announce({ kind: 'changed', workspaceId, what: 'workspace' });
    return workspace;
  });
}
