import type { RoleDefinition } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { permissionsOf } from '../actor.ts';

export type RoleRow = {
  id: string;
  name: string;
  permissions: string[] | null;
  members: number;
  api_keys: number;
};

/** Ends where a condition on `r` follows. */
export const roleQuery = `select r.id::text as id, r.name, r.permissions,
    (select count(*)::int from members m where (m.workspace_id, m.role_id) = (r.workspace_id, r.id)) as members,
    (select count(*)::int from api_keys k where (k.workspace_id, k.role_id) = (r.workspace_id, r.id)) as api_keys
  from roles r`;

export function toRole(row: RoleRow): RoleDefinition {
  return {
    id: row.id,
    name: row.name,
    builtIn: row.permissions === null,
    permissions: [...permissionsOf(row.id, row.permissions)],
    members: row.members,
    apiKeys: row.api_keys,
  };
}

/** One of the workspace's own roles. Throws `role_not_found`. */
export async function loadRole(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  roleId: string,
): Promise<RoleDefinition> {
  const found = await db.query<RoleRow>(`${roleQuery} where r.workspace_id = $1 and r.id = $2`, [
    workspaceId,
    roleId,
  ]);
  return toRole(found.rows[0] ?? fail('role_not_found'));
}

/** What a statement that names a role threw: `name_taken` where another has the name. */
export function nameTaken(thrown: unknown): never {
  if ((thrown as { constraint?: string }).constraint === 'roles_workspace_id_name_key') {
    fail('name_taken', { field: '/name' });
  }
  throw thrown;
}
