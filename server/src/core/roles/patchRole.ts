import type { RoleDefinition, RolePatch } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type DeskActor, hasAll, permissionsOf } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { checkPermissions } from './checkPermissions.ts';
import { loadRole, nameTaken } from './roleRow.ts';

/**
 * Sets a role's name or permissions; whoever has it may do so from now on, on open screens too. Errors:
 * `role_not_found`, `name_taken`, `invalid_value`, `forbidden` where the role has or gets more than the actor.
 */
export async function patchRole(
  core: Core,
  actor: DeskActor,
  roleId: string,
  patch: RolePatch,
): Promise<RoleDefinition> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const before = await lockRole(tx, workspaceId, roleId);
    mustHold(actor, roleId, before.permissions);
    const permissions = patch.permissions ? checkPermissions(actor, patch.permissions) : before.permissions;
    const after = { name: patch.name ?? before.name, permissions };
    await tx
      .query('update roles set name = $3, permissions = $4 where workspace_id = $1 and id = $2', [
        workspaceId,
        roleId,
        after.name,
        after.permissions,
      ])
      .catch(nameTaken);
    await recordAudit(tx, actor, {
      action: 'role.changed',
      target: { kind: 'role', id: roleId, name: after.name },
      before,
      after,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'roles' });
    return loadRole(tx, workspaceId, roleId);
  });
}

export async function lockRole(
  tx: CoreTx,
  workspaceId: string,
  roleId: string,
): Promise<{ name: string; permissions: string[] }> {
  const found = await tx.query<{ name: string; permissions: string[] }>(
    'select name, permissions from roles where workspace_id = $1 and id = $2 for update',
    [workspaceId, roleId],
  );
  return found.rows[0] ?? fail('role_not_found');
}

/** What one could not give, one may not take away either. */
export function mustHold(actor: DeskActor, roleId: string, permissions: readonly string[]): void {
  if (!hasAll(actor, permissionsOf(roleId, permissions))) {
    fail('forbidden', { message: 'This role allows more than yours: only who has as much may change it.' });
  }
}
