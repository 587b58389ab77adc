import type { Db } from '../../db/transaction.ts';

type Outcome = { status: 'queued' | 'sent' | 'refused'; reason?: string };

/** What became of the mail with an invitation. One that was withdrawn or accepted meanwhile is left alone. */
export async function recordInvitationMail(
  db: Pick<Db, 'query'>,
  { workspaceId, invitationId, status, reason }: Outcome & { workspaceId: string; invitationId: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update invitations set mail_status = $3, mail_reason = $4
     where workspace_id = $1 and id = $2 and accepted_at is null
       and (mail_status, mail_reason) is distinct from ($3, $4)`,
    [workspaceId, invitationId, status, reason ?? null],
  );
  return rowCount === 1;
}

/** That a mail to somebody who signs in was refused for good, or with no reason, that one was taken. Tells in which workspaces it shows. */
export async function recordUserMail(
  db: Pick<Db, 'query'>,
  user: { userId: string } | { address: string },
  reason: string | null,
): Promise<string[]> {
  const changed = await db.query<{ workspace_id: string }>(
    `with u as (
       update users set mail_refused_reason = $3, mail_refused_at = case when $3::text is not null then now() end
       where (id = $1::uuid or email = $2) and ($3::text is not null or mail_refused_at is not null) returning id)
     select m.workspace_id from u join members m on m.user_id = u.id`,
    ['userId' in user ? user.userId : null, 'address' in user ? user.address.toLowerCase() : null, reason],
  );
  return changed.rows.map((row) => row.workspace_id);
}

/**
 * That a mail of the workspace which was taken at first came back for good: of an invitation that is still open, or to a
 * member. Tells where it shows; undefined where nobody need know any more.
 */
export async function recordReturnedMail(
  db: Pick<Db, 'query'>,
  { workspaceId, id }: { workspaceId: string; id: string },
  reason: string,
): Promise<'invitations' | 'members' | undefined> {
  const invitation = { workspaceId, invitationId: id, status: 'refused', reason } as const;
  if (await recordInvitationMail(db, invitation)) return 'invitations';
  const member = await db.query(
    `update users set mail_refused_reason = $3, mail_refused_at = now()
     where id = $2 and exists (select from members where workspace_id = $1 and user_id = $2)`,
    [workspaceId, id, reason],
  );
  return member.rowCount === 1 ? 'members' : undefined;
}
