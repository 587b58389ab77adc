import type { Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { mustBeAbleToGive } from './owners.ts';

/** Withdraws an invitation that nobody has accepted: its link is void. Errors: `invitation_not_found`, `forbidden`. */
export async function deleteInvitation(core: Core, actor: DeskActor, invitationId: string): Promise<void> {
  await transact(core, async (tx) => {
    const { workspaceId } = actor;
    const deleted = await tx.query<{ role: Role; email: string }>(
      'delete from invitations where workspace_id = $1 and id = $2 and accepted_at is null returning role, email',
      [workspaceId, invitationId],
    );
    const before = deleted.rows[0] ?? fail('invitation_not_found');
    await mustBeAbleToGive(tx, actor, before.role);
    await recordAudit(tx, actor, {
      action: 'invitation.withdrawn',
      target: { kind: 'invitation', id: invitationId, name: before.email },
      before,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'invitations' });
  });
}
