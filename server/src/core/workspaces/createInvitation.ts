import type { Invitation, Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { hashSecret, randomSecret } from '../../lib/secrets.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { checkSignInAddress } from '../users/checkSignInAddress.ts';
import { type InvitationRow, invitationColumns, toInvitation } from './invitationRow.ts';
import { formatInvitationToken } from './invitationToken.ts';
import { mustBeAbleToGive } from './owners.ts';
import { recordInvitationMail } from './recordMail.ts';

const DAYS_VALID = 7;

export type InvitationCreated = { invitation: Invitation; link: string; mailed: boolean };

/**
 * Invites an address, by a link that is shown once and sent where mail is set up. A pending invitation of the same
 * address is replaced and its link is void. Errors: `forbidden` for a role above one's own, `already_member`,
 * `invalid_value` for an address that cannot sign in.
 */
export async function createInvitation(
  core: Core,
  actor: DeskActor,
  options: { email: string; role: Role },
): Promise<InvitationCreated> {
  checkSignInAddress(options.email);
  const email = options.email.toLowerCase();
  const { workspaceId } = actor;
  const secret = randomSecret();
  return transact(core, async (tx) => {
    await mustBeAbleToGive(tx, actor, options.role);
    await mustBeNew(tx, workspaceId, email);
    const row = await replacePending(tx, actor, {
      email,
      role: options.role,
      secretHash: hashSecret(secret),
    });
    const token = formatInvitationToken({ workspaceId, invitationId: row.id, secret });
    const link = `${core.publicUrl}/invitation/${token}`;
    const mailed = await mail(core, tx, actor, { invitationId: row.id, address: email, link });
    if (mailed) await recordInvitationMail(tx, { workspaceId, invitationId: row.id, status: 'queued' });
    await recordAudit(tx, actor, {
      action: 'invitation.created',
      target: { kind: 'invitation', id: row.id, name: email },
      after: { email, role: options.role },
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'invitations' });
    const status = mailed ? 'queued' : null;
    return { invitation: toInvitation({ ...row, mail_status: status }), link, mailed };
  });
}

async function mustBeNew(tx: CoreTx, workspaceId: string, email: string): Promise<void> {
  const found = await tx.query(
    'select from members m join users u on u.id = m.user_id where m.workspace_id = $1 and u.email = $2',
    [workspaceId, email],
  );
  if (found.rowCount !== 0) fail('already_member', { field: '/email' });
}

/** One statement, so that two who invite the same address at once do not collide: the later one's link counts. */
async function replacePending(
  tx: CoreTx,
  actor: DeskActor,
  invitation: { email: string; role: Role; secretHash: string },
): Promise<InvitationRow> {
  const inserted = await tx.query<InvitationRow>(
    `with i as (
       insert into invitations (workspace_id, id, email, role, secret_hash, invited_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))
       on conflict (workspace_id, email) where accepted_at is null
       do update set role = excluded.role, secret_hash = excluded.secret_hash, invited_by = excluded.invited_by,
         created_at = now(), expires_at = excluded.expires_at,
         mail_status = null, mail_reason = null
       returning *)
     select ${invitationColumns} from i left join users u on u.id = i.invited_by`,
    [
      actor.workspaceId,
      uuid(),
      invitation.email,
      invitation.role,
      invitation.secretHash,
      actor.kind === 'agent' ? actor.userId : null,
      DAYS_VALID,
    ],
  );
  return inserted.rows[0]!;
}

async function mail(
  core: Core,
  tx: CoreTx,
  actor: DeskActor,
  to: { invitationId: string; address: string; link: string },
): Promise<boolean> {
  const found = await tx.query<{ name: string; language: string }>(
    'select name, language from workspaces where id = $1',
    [actor.workspaceId],
  );
  const { name, language } = found.rows[0] ?? fail('workspace_not_found');
  const invitedBy = actor.kind === 'agent' ? actor.name : null;
  return core.mail.sendInvitation(tx, {
    workspaceId: actor.workspaceId,
    ...to,
    workspaceName: name,
    invitedBy,
    language,
  });
}
