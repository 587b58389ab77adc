import type { Role } from '@causerie/protocol';
import type { Tx } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { hashSecret, sameSecret } from '../../lib/secrets.ts';
import { parseInvitationToken } from './invitationToken.ts';

/** An invitation that can be accepted, with what its page shows. `userId`: who has an account with its address. */
export type OpenInvitation = {
  workspaceId: string;
  id: string;
  email: string;
  role: Role;
  /** What the workspace calls a role of its own. */
  roleName: string | null;
  workspaceName: string;
  invitedBy: string | null;
  userId: string | null;
};

type Row = {
  id: string;
  email: string;
  role: Role;
  role_name: string | null;
  secret_hash: string;
  workspace_name: string;
  invited_by_name: string | null;
  user_id: string | null;
};

/**
 * The invitation of a link. Forged, used, withdrawn, replaced and expired ones are all answered alike:
 * `invitation_not_found`. `lock`: nobody else can use it until the end of the transaction.
 */
export async function findInvitation(
  tx: Pick<Tx, 'query'>,
  token: string,
  options: { lock: boolean },
): Promise<OpenInvitation> {
  const { workspaceId, invitationId, secret } = parseInvitationToken(token) ?? fail('invitation_not_found');
  const found = await tx.query<Row>(
    `select i.id, i.email, i.role, r.name as role_name, i.secret_hash, w.name as workspace_name, inviter.name as invited_by_name,
       (select u.id from users u where u.email = i.email) as user_id
     from invitations i join workspaces w on w.id = i.workspace_id left join users inviter on inviter.id = i.invited_by
       left join roles r on (r.workspace_id, r.id) = (i.workspace_id, i.role_id)
     where i.workspace_id = $1 and i.id = $2 and i.accepted_at is null and i.expires_at > now()
     ${options.lock ? 'for no key update of i' : ''}`,
    [workspaceId, invitationId],
  );
  const row = found.rows[0] ?? fail('invitation_not_found');
  if (!sameSecret(hashSecret(secret), row.secret_hash)) fail('invitation_not_found');
  return {
    workspaceId,
    id: row.id,
    email: row.email,
    role: row.role,
    roleName: row.role_name,
    workspaceName: row.workspace_name,
    invitedBy: row.invited_by_name,
    userId: row.user_id,
  };
}
