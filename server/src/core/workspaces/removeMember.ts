import type { Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { lockOwners, mustBeAbleToGive, mustLeaveAnOwner } from './owners.ts';
import { releaseConversations } from './releaseConversations.ts';

/**
 * Takes a user out of the workspace; their account and what they wrote stay, their conversations lose their assignee.
 * Admins remove others, anybody may leave. Errors: `member_not_found`, `forbidden`, `last_owner`.
 */
export async function removeMember(core: Core, actor: DeskActor, userId: string): Promise<void> {
  const isSelf = actor.kind === 'agent' && actor.userId === userId;
  if (!isSelf) mustBeAble(actor, 'members.change');
  await transact(core, async (tx) => {
    const { workspaceId } = actor;
    const owners = await lockOwners(tx, workspaceId);
    const { role, name } = await lockMember(tx, workspaceId, userId);
    if (!isSelf) await mustBeAbleToGive(tx, actor, role);
    mustLeaveAnOwner(owners, userId);
    await releaseConversations(tx, actor, { assigneeId: userId });
    await recordAudit(tx, actor, {
      action: isSelf ? 'member.left' : 'member.removed',
      target: { kind: 'user', id: userId, name },
      before: { role },
    });
    await tx.query(`delete from views where workspace_id = $1 and owner_id = $2 and visibility = 'private'`, [
      workspaceId,
      userId,
    ]);
    await tx.query('delete from members where workspace_id = $1 and user_id = $2', [workspaceId, userId]);
    tx.announce({ kind: 'changed', workspaceId, what: 'members' });
    tx.announce({ kind: 'changed', workspaceId, what: 'teams' });
  });
}

/** Locked against new references too: from here on no conversation can be assigned to them. */
async function lockMember(
  tx: CoreTx,
  workspaceId: string,
  userId: string,
): Promise<{ role: Role; name: string }> {
  const found = await tx.query<{ role: Role; name: string }>(
    `select m.role, u.name from members m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.user_id = $2 for update of m`,
    [workspaceId, userId],
  );
  return found.rows[0] ?? fail('member_not_found');
}
