import type { Team } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { setTeamMembers } from './setTeamMembers.ts';
import { announceTeams, loadTeam, nameTaken } from './teamRow.ts';

/** Sets a team's name and its members, where given. Errors: `team_not_found`, `name_taken`, `member_not_found`. */
export async function patchTeam(
  core: Core,
  actor: DeskActor,
  teamId: string,
  patch: { name?: string; memberIds?: string[] },
): Promise<Team> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const before = await loadTeam(tx, workspaceId, teamId);
    const updated = await tx
      .query('update teams set name = coalesce($3, name) where workspace_id = $1 and id = $2', [
        workspaceId,
        teamId,
        patch.name ?? null,
      ])
      .catch(nameTaken);
    if (updated.rowCount === 0) fail('team_not_found');
    if (patch.memberIds) await setTeamMembers(tx, workspaceId, teamId, patch.memberIds);
    const after = await loadTeam(tx, workspaceId, teamId);
    await recordAudit(tx, actor, {
      action: 'team.changed',
      target: { kind: 'team', id: teamId, name: after.name },
      before,
      after,
    });
    announceTeams(tx, workspaceId);
    return after;
  });
}
