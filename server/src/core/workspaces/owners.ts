import type { Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type DeskActor, hasAll } from '../actor.ts';
import type { CoreTx } from '../core.ts';
import { loadPermissions } from '../roles/loadPermissions.ts';

/**
 * Refuses to let the actor give or take this role: nobody hands out more than they have, so owners are made and unmade
 * by owners. Errors: `forbidden`, `role_not_found`.
 */
export async function mustBeAbleToGive(
  tx: Pick<CoreTx, 'query'>,
  actor: DeskActor,
  role: Role,
): Promise<void> {
  if (hasAll(actor, await loadPermissions(tx, actor.workspaceId, role))) return;
  fail('forbidden', {
    field: '/role',
    message: 'That takes every permission of the role that is given or taken.',
  });
}

/**
 * The owners, locked until the end of the transaction, so that two who go at the same moment cannot both believe that
 * the other stays. To be taken before any single member is locked: the same order everywhere, so no deadlock.
 */
export async function lockOwners(tx: CoreTx, workspaceId: string): Promise<string[]> {
  const owners = await tx.query<{ user_id: string }>(
    `select user_id from members where workspace_id = $1 and role = 'owner' order by user_id for no key update`,
    [workspaceId],
  );
  return owners.rows.map((owner) => owner.user_id);
}

/** Refuses (`last_owner`) when the locked owners hold nobody besides `userId`. */
export function mustLeaveAnOwner(owners: readonly string[], userId: string): void {
  if (owners.includes(userId) && owners.length === 1) fail('last_owner');
}
