import { Page, Team, TeamCreate, TeamPatch, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { createTeam } from '../core/workspaces/createTeam.ts';
import { deleteTeam } from '../core/workspaces/deleteTeam.ts';
import { listTeams } from '../core/workspaces/listTeams.ts';
import { patchTeam } from '../core/workspaces/patchTeam.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfTeam = Type.Object({ workspaceId: Uuid, teamId: Uuid });
const base = '/v1/workspaces/:workspaceId/teams';

/** Groups of agents to whom conversations can be given. */
export function teamRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('teams', 'List teams', {
        params: InWorkspace,
        querystring: PageQuery,
        200: Page(Team),
      }),
    },
    async (request) => listTeams(core, await deskActor(doors, request), request.query),
  );

  app.post(
    base,
    { schema: describe('teams', 'Make a team', { params: InWorkspace, body: TeamCreate, 200: Team }) },
    async (request) => createTeam(core, await deskActor(doors, request, 'teams.change'), request.body),
  );

  app.patch(
    `${base}/:teamId`,
    {
      schema: describe('teams', 'Change a team’s name or members', {
        params: OfTeam,
        body: TeamPatch,
        200: Team,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'teams.change');
      return patchTeam(core, actor, request.params.teamId, request.body);
    },
  );

  app.delete(
    `${base}/:teamId`,
    { schema: describe('teams', 'Dissolve a team', { params: OfTeam, 200: Done }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'teams.change');
      await deleteTeam(core, actor, request.params.teamId);
      return {};
    },
  );
}
