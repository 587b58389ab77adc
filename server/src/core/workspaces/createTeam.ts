import type { Team } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, transact } from '../core.ts';
import { setTeamMembers } from './setTeamMembers.ts';
import { announceTeams, loadTeam, nameTaken } from './teamRow.ts';

/** Makes a team. Errors: `name_taken`, `member_not_found`. */
export async function createTeam(
  core: Core,
  { workspaceId }: DeskActor,
  options: { name: string; memberIds?: string[] },
): Promise<Team> {
  return transact(core, async (tx) => {
    const id = uuid();
    await tx
      .query('insert into teams (workspace_id, id, name) values ($1, $2, $3)', [
        workspaceId,
        id,
        options.name,
      ])
      .catch(nameTaken);
    if (options.memberIds) await setTeamMembers(tx, workspaceId, id, options.memberIds);
    announceTeams(tx, workspaceId);
    return loadTeam(tx, workspaceId, id);
  });
}
