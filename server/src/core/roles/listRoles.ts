import type { RoleDefinition } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type RoleRow, roleQuery, toRole } from './roleRow.ts';

/** The built-in roles, highest first, then the workspace's own by name. There are few: the list is whole. */
export async function listRoles(core: Core, { workspaceId }: DeskActor): Promise<RoleDefinition[]> {
  const found = await core.db.query<RoleRow>(
    `select b.role as id, b.role as name, null::text[] as permissions,
       (select count(*)::int from members m where m.workspace_id = $1 and m.role = b.role) as members,
       (select count(*)::int from api_keys k where k.workspace_id = $1 and k.role = b.role) as api_keys
     from unnest(array['owner', 'admin', 'supervisor', 'agent']) with ordinality b (role, place)
     union all (${roleQuery} where r.workspace_id = $1 order by lower(r.name), r.id)`,
    [workspaceId],
  );
  return found.rows.map(toRole);
}
