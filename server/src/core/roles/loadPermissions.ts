import type { Role } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { isBuiltIn, type Permission, permissionsOf } from '../actor.ts';

/**
 * What a role of this workspace allows; one of its own is kept from going until the end of the transaction. Throws
 * `role_not_found`.
 */
export async function loadPermissions(
  tx: Pick<Db, 'query'>,
  workspaceId: string,
  role: Role,
): Promise<ReadonlySet<Permission>> {
  if (isBuiltIn(role)) return permissionsOf(role, null);
  const found = await tx.query<{ permissions: string[] }>(
    'select permissions from roles where workspace_id = $1 and id = $2 for key share',
    [workspaceId, role],
  );
  const row = found.rows[0] ?? fail('role_not_found', { field: '/role' });
  return permissionsOf(role, row.permissions);
}
