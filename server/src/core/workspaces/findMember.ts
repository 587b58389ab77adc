import type { Role } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';

/** The place of a user in a workspace, by primary key: it is asked on every request of the desk. */
export async function findMember(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  userId: string,
): Promise<{ role: Role } | undefined> {
  const found = await db.query<{ role: Role }>({
    name: 'find-member',
    text: 'select role from members where workspace_id = $1 and user_id = $2',
    values: [workspaceId, userId],
  });
  return found.rows[0];
}
