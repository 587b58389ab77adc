import type { Team } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, transact } from '../core.ts';
import { setTeamMembers } from './setTeamMembers.ts';
import { announceTeams, loadTeam, nameTaken } from './teamRow.ts';

/** Makes a team. Errors: `name_taken`, `member_not_found`. */
export async function createTeam(
  core: Core,
  actor: DeskActor,
  options: { name: string; memberIds?: string[] },
): Promise<Team> {
  const { workspaceId } = actor;
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
    await recordAudit(tx, actor, {
      action: 'team.created',
      target: { kind: 'team', id, name: options.name },
      after: { memberIds: [], ...options },
    });
    announceTeams(tx, workspaceId);
    return loadTeam(tx, workspaceId, id);
  });
}
