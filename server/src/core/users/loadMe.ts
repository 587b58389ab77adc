import type { Me, Role } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { permissionsOf } from '../actor.ts';

type Row = {
  id: string;
  name: string;
  email: string;
  image: string | null;
  language: string | null;
  two_factor_enabled: boolean;
  workspaces: { id: string; name: string; role: Role; permissions: string[] | null }[];
};

/** A user with their workspaces, in the order in which they joined. Throws `unauthorised` for one who is gone. */
export async function loadMe(db: Pick<Db, 'query'>, userId: string): Promise<Me> {
  const found = await db.query<Row>(
    `select u.id, u.name, u.email, u.image, u.language, u.two_factor_enabled,
       coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'role', m.role, 'permissions', r.permissions) order by m.created_at, w.id)
         from members m join workspaces w on w.id = m.workspace_id
         left join roles r on (r.workspace_id, r.id) = (m.workspace_id, m.role_id) where m.user_id = u.id), '[]') as workspaces
     from users u where u.id = $1`,
    [userId],
  );
  const row = found.rows[0] ?? fail('unauthorised');
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    ...(row.image && { avatarUrl: row.image }),
    language: row.language,
    twoFactorEnabled: row.two_factor_enabled,
    workspaces: row.workspaces.map((each) => ({
      ...each,
      permissions: [...permissionsOf(each.role, each.permissions)],
    })),
  };
}
