import type { Db } from '../../db/transaction.ts';
import { uuid } from '../../lib/uuid.ts';
import type { Whence } from '../actor.ts';

/** Who it was: a user, or only an address that somebody typed in. */
export type Accessed = { userId: string } | { email: string };

/**
 * Writes a sign-in, a failure, or a change of an account into the audit logs of all workspaces that the user is a member
 * of: each has a right to know who comes in. An address that nobody has is told to nobody.
 */
export async function recordAccess(
  db: Pick<Db, 'query'>,
  who: Accessed,
  action: string,
  from: Whence,
): Promise<void> {
  const memberships = await db.query<{ workspace_id: string; user_id: string; name: string }>(
    `select m.workspace_id, m.user_id, u.name from members m join users u on u.id = m.user_id
     where ${'userId' in who ? 'u.id = $1' : 'u.email = lower($1)'}`,
    ['userId' in who ? who.userId : who.email],
  );
  if (memberships.rows.length === 0) return;
  await db.query(
    `insert into audit_entries (workspace_id, id, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name, ip, user_agent)
     select r.workspace_id, r.id, 'agent', r.user_id, r.name, $2, 'user', r.user_id::text, r.name, $3, $4
     from jsonb_to_recordset($1) as r (workspace_id uuid, id uuid, user_id uuid, name text)`,
    [
      JSON.stringify(memberships.rows.map((row) => ({ ...row, id: uuid() }))),
      action,
      from.ip,
      from.userAgent?.slice(0, 400) ?? null,
    ],
  );
}
