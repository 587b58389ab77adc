import type { Workspace } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { toWorkspace, type WorkspaceRow, workspaceColumns } from './workspaceRow.ts';

/** Sets name and language, where given. Throws `workspace_not_found`. */
export async function patchWorkspace(
  core: Core,
  { workspaceId }: DeskActor,
  patch: { name?: string; language?: string },
): Promise<Workspace> {
  return transact(core, async (tx) => {
    const updated = await tx.query<WorkspaceRow>(
      `update workspaces set name = coalesce($2, name), language = coalesce($3, language) where id = $1
       returning ${workspaceColumns}`,
      [workspaceId, patch.name ?? null, patch.language ?? null],
    );
    const workspace = toWorkspace(updated.rows[0] ?? fail('workspace_not_found'));
    tx.announce({ kind: 'changed', workspaceId, what: 'workspace' });
    return workspace;
  });
}
