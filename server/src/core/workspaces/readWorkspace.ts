import type { Workspace } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { toWorkspace, type WorkspaceRow, workspaceColumns } from './workspaceRow.ts';

/** Throws `workspace_not_found`. */
export async function readWorkspace(core: Core, { workspaceId }: DeskActor): Promise<Workspace> {
  const found = await core.db.query<WorkspaceRow>(
    `select ${workspaceColumns} from workspaces where id = $1`,
    [workspaceId],
  );
  return toWorkspace(found.rows[0] ?? fail('workspace_not_found'));
}
