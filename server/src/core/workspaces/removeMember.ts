import type { Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
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
    const role = await lockMember(tx, workspaceId, userId);
    if (!isSelf) mustBeAbleToGive(actor, role);
    mustLeaveAnOwner(owners, userId);
    await releaseConversations(tx, actor, { assigneeId: userId });
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
async function lockMember(tx: CoreTx, workspaceId: string, userId: string): Promise<Role> {
  const found = await tx.query<{ role: Role }>(
    'select role from members where workspace_id = $1 and user_id = $2 for update',
    [workspaceId, userId],
  );
  return found.rows[0]?.role ?? fail('member_not_found');
}
