import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { lockRole, mustHold } from './patchRole.ts';

/** Deletes a role that nobody has. Errors: `role_not_found`, `forbidden`, `role_in_use` (members, keys, pending invitations). */
export async function deleteRole(core: Core, actor: DeskActor, roleId: string): Promise<void> {
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const before = await lockRole(tx, workspaceId, roleId);
    mustHold(actor, roleId, before.permissions);
    await tx
      .query('delete from roles where workspace_id = $1 and id = $2', [workspaceId, roleId])
      .catch(inUse);
    await recordAudit(tx, actor, {
      action: 'role.deleted',
      target: { kind: 'role', id: roleId, name: before.name },
      before,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'roles' });
  });
}

/** 23503: a foreign key holds it. */
function inUse(thrown: unknown): never {
  if ((thrown as { code?: string }).code === '23503') fail('role_in_use');
  throw thrown;
}
