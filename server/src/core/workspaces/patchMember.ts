import type { Availability, Role } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type DeskActor, mustBeAble } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadMember, type MemberRecord } from './memberRecord.ts';
import { lockOwners, mustBeAbleToGive, mustLeaveAnOwner } from './owners.ts';

export type MemberPatch = {
  role?: Role;
  availability?: Availability;
  capacity?: number | null;
  skills?: string[];
  languages?: string[];
};

type Locked = { role: Role; availability: Availability; name: string };

/**
 * Sets a member's role, availability, or what routing goes by. One's own availability is everybody's to set, all
 * else the admins'. A lower capacity takes nothing away: it holds for what comes next. Errors: `member_not_found`,
 * `forbidden`, `last_owner`.
 */
export async function patchMember(
  core: Core,
  actor: DeskActor,
  userId: string,
  patch: MemberPatch,
): Promise<MemberRecord> {
  const isSelf = actor.kind === 'agent' && actor.userId === userId;
  const { availability: _own, ...others } = patch;
  if (!isSelf || Object.keys(others).length > 0) mustBeAble(actor, 'members.change');
  return transact(core, async (tx) => {
    const { workspaceId } = actor;
    const owners = patch.role === undefined ? [] : await lockOwners(tx, workspaceId);
    const before = await lockMember(tx, workspaceId, userId);
    if (patch.role !== undefined && patch.role !== before.role) {
      await mustBeAbleToGive(tx, actor, before.role);
      await mustBeAbleToGive(tx, actor, patch.role);
      mustLeaveAnOwner(owners, userId);
    }
    await update(tx, workspaceId, userId, patch);
    const { role = before.role, availability = before.availability } = patch;
    const { capacity, skills, languages } = patch;
    const isMore = capacity !== undefined || skills !== undefined || languages !== undefined;
    if (role !== before.role || isMore || (!isSelf && availability !== before.availability)) {
      await recordAudit(tx, actor, {
        action: 'member.changed',
        target: { kind: 'user', id: userId, name: before.name },
        before: { role: before.role, availability: before.availability },
        after: { role, availability, capacity, skills, languages },
      });
    }
    if (role !== before.role || isMore) tx.announce({ kind: 'changed', workspaceId, what: 'members' });
    if (availability !== before.availability) {
      tx.announce({ kind: 'availability', workspaceId, userId, availability });
    }
    return loadMember(tx, workspaceId, userId);
  });
}

async function lockMember(tx: CoreTx, workspaceId: string, userId: string): Promise<Locked> {
  const found = await tx.query<Locked>(
    `select m.role, m.availability, u.name from members m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.user_id = $2 for no key update of m`,
    [workspaceId, userId],
  );
  return found.rows[0] ?? fail('member_not_found');
}

async function update(tx: CoreTx, workspaceId: string, userId: string, patch: MemberPatch): Promise<void> {
  await tx.query(
    `update members set role = coalesce($3, role), availability = coalesce($4, availability),
       availability_at = case when availability <> $4 then now() else availability_at end,
       capacity = case when $5 then $6::int else capacity end,
       skills = coalesce($7::text[], skills), languages = coalesce($8::text[], languages)
     where workspace_id = $1 and user_id = $2`,
    [
      workspaceId,
      userId,
      patch.role ?? null,
      patch.availability ?? null,
      patch.capacity !== undefined,
      patch.capacity ?? null,
      patch.skills ? distinct(patch.skills) : null,
      patch.languages ? distinct(patch.languages) : null,
    ],
  );
}

/** The same word in another case is the same word: the first one stays. */
function distinct(words: readonly string[]): string[] {
  return [
    ...new Map(
      words
        .map((w) => w.trim())
        .toReversed()
        .map((w) => [w.toLowerCase(), w]),
    ).values(),
  ].toReversed();
}
