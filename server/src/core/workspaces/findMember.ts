import type { Role } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { type Permission, permissionsOf } from '../actor.ts';

/** A user's standing in a workspace. */
export type FoundMember = { role: Role; permissions: ReadonlySet<Permission>; teamIds: string[] };

/** The place of a user in a workspace, by primary key: it is asked on every request of the desk. */
export async function findMember(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  userId: string,
): Promise<FoundMember | undefined> {
  const found = await db.query<{ role: Role; permissions: string[] | null; team_ids: string[] }>({
    name: 'find-member',
    text: `select m.role, r.permissions, array(select t.team_id::text from team_members t
             where t.workspace_id = m.workspace_id and t.user_id = m.user_id order by 1) as team_ids
           from members m left join roles r on (r.workspace_id, r.id) = (m.workspace_id, m.role_id)
           where m.workspace_id = $1 and m.user_id = $2`,
    values: [workspaceId, userId],
  });
  const row = found.rows[0];
  return (
    row && { role: row.role, permissions: permissionsOf(row.role, row.permissions), teamIds: row.team_ids }
  );
}
