import type { Team } from '@causerie/protocol';
import { type PageQuery, pageOf, STANDARD_PAGE } from '../../lib/page.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type TeamRow, teamQuery, toTeam } from './teamRow.ts';

/** The workspace's teams with their members, oldest first. */
export async function listTeams(
  core: Core,
  { workspaceId }: DeskActor,
  { limit = STANDARD_PAGE, cursor }: PageQuery,
): Promise<{ items: Team[]; next?: string }> {
  const found = await core.db.query<TeamRow>(
    `${teamQuery} where t.workspace_id = $1 and ($3::uuid is null or t.id > $3) order by t.id limit $2`,
    [workspaceId, limit + 1, cursor ?? null],
  );
  return pageOf(found.rows.map(toTeam), limit, (team) => team.id);
}
