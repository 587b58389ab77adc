import type { Availability, Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadMember, type MemberRecord } from './memberRecord.ts';
import { lockOwners, mustBeAbleToGive, mustLeaveAnOwner } from './owners.ts';

/**
 * Sets a member's role or availability. One's own availability is everybody's to set, all else the admins'.
 * Errors: `member_not_found`, `forbidden`, `last_owner`.
 */
export async function patchMember(
  core: Core,
  actor: DeskActor,
  userId: string,
  patch: { role?: Role; availability?: Availability },
): Promise<MemberRecord> {
  const isSelf = actor.kind === 'agent' && actor.userId === userId;
  if (!isSelf || patch.role !== undefined) mustBeAble(actor, 'members.change');
  return transact(core, async (tx) => {
    const { workspaceId } = actor;
    const owners = patch.role === undefined ? [] : await lockOwners(tx, workspaceId);
    const before = await lockMember(tx, workspaceId, userId);
    if (patch.role !== undefined && patch.role !== before.role) {
      await mustBeAbleToGive(tx, actor, before.role);
      await mustBeAbleToGive(tx, actor, patch.role);
      mustLeaveAnOwner(owners, userId);
    }
    const { role = before.role, availability = before.availability } = patch;
    await tx.query(
      'update members set role = $3, availability = $4 where workspace_id = $1 and user_id = $2',
      [workspaceId, userId, role, availability],
    );
    if (role !== before.role || (!isSelf && availability !== before.availability)) {
      await recordAudit(tx, actor, {
        action: 'member.changed',
        target: { kind: 'user', id: userId, name: before.name },
        before: { role: before.role, availability: before.availability },
        after: { role, availability },
      });
    }
    if (role !== before.role) tx.announce({ kind: 'changed', workspaceId, what: 'members' });
    if (availability !== before.availability) {
      tx.announce({ kind: 'availability', workspaceId, userId, availability });
    }
    return loadMember(tx, workspaceId, userId);
  });
}

async function lockMember(
  tx: CoreTx,
  workspaceId: string,
  userId: string,
): Promise<{ role: Role; availability: Availability; name: string }> {
  const found = await tx.query<{ role: Role; availability: Availability; name: string }>(
    `select m.role, m.availability, u.name from members m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.user_id = $2 for no key update of m`,
    [workspaceId, userId],
  );
  return found.rows[0] ?? fail('member_not_found');
}
