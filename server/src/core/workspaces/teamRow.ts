import type { Team } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { CoreTx } from '../core.ts';

export type TeamRow = { id: string; name: string; member_ids: string[] };

/** Ends where a condition on `t` follows. */
export const teamQuery = `select t.id, t.name,
    array(select tm.user_id::text from team_members tm
      where tm.workspace_id = t.workspace_id and tm.team_id = t.id order by tm.user_id) as member_ids
  from teams t`;

export function toTeam(row: TeamRow): Team {
  return { id: row.id, name: row.name, memberIds: row.member_ids };
}

/** Throws `team_not_found`. */
export async function loadTeam(db: Pick<Db, 'query'>, workspaceId: string, teamId: string): Promise<Team> {
  const found = await db.query<TeamRow>(`${teamQuery} where t.workspace_id = $1 and t.id = $2`, [
    workspaceId,
    teamId,
  ]);
  return toTeam(found.rows[0] ?? fail('team_not_found'));
}

/** A member shows their teams, so both lists are stale. */
export function announceTeams(tx: CoreTx, workspaceId: string): void {
  tx.announce({ kind: 'changed', workspaceId, what: 'teams' });
  tx.announce({ kind: 'changed', workspaceId, what: 'members' });
}

/** What a statement that names a team threw: `name_taken` where another has the name. */
export function nameTaken(thrown: unknown): never {
  if ((thrown as { constraint?: string }).constraint === 'teams_workspace_id_name_key') {
    fail('name_taken', { field: '/name' });
  }
  throw thrown;
}
