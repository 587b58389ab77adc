import type { Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { atLeast, type DeskActor, mustBeAble } from '../actor.ts';
import type { CoreTx } from '../core.ts';

/**
 * Refuses to let the actor give or take this role: nobody hands out more than they have, and owners are made and
 * unmade by owners. Throws `forbidden`.
 */
export function mustBeAbleToGive(actor: DeskActor, role: Role): void {
  if (role === 'owner') mustBeAble(actor, 'owners.change');
  if (!atLeast(actor.role, role)) {
    fail('forbidden', {
      field: '/role',
      message: 'That takes a role at least as high as the one given or taken.',
    });
  }
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
