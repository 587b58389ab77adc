import type { Invitation } from '@causerie/protocol';

export type InvitationRow = {
  id: string;
  email: string;
  role: Invitation['role'];
  invited_by_name: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  mail_status: NonNullable<Invitation['mail']>['status'] | null;
  mail_reason: string | null;
};

/** The columns of `InvitationRow`, for a query in which the invitation is `i` and who invited is `u`. */
export const invitationColumns =
  'i.id, i.email, i.role, u.name as invited_by_name, i.created_at, i.expires_at, i.accepted_at, i.mail_status, i.mail_reason';

export const invitationTables = 'invitations i left join users u on u.id = i.invited_by';

export function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by_name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    mail: row.mail_status && { status: row.mail_status, reason: row.mail_reason },
  };
}
