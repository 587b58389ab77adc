import type { Team } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { setTeamMembers } from './setTeamMembers.ts';
import { announceTeams, loadTeam, nameTaken } from './teamRow.ts';

/** Sets a team's name and its members, where given. Errors: `team_not_found`, `name_taken`, `member_not_found`. */
export async function patchTeam(
  core: Core,
  { workspaceId }: DeskActor,
  teamId: string,
  patch: { name?: string; memberIds?: string[] },
): Promise<Team> {
  return transact(core, async (tx) => {
    const updated = await tx
      .query('update teams set name = coalesce($3, name) where workspace_id = $1 and id = $2', [
        workspaceId,
        teamId,
        patch.name ?? null,
      ])
      .catch(nameTaken);
    if (updated.rowCount === 0) fail('team_not_found');
    if (patch.memberIds) await setTeamMembers(tx, workspaceId, teamId, patch.memberIds);
    announceTeams(tx, workspaceId);
    return loadTeam(tx, workspaceId, teamId);
  });
}
