import { Uuid, Workspace, WorkspaceCreate, WorkspacePatch } from '@causerie/protocol';
import { Type } from 'typebox';
import { createWorkspace } from '../core/workspaces/createWorkspace.ts';
import { patchWorkspace } from '../core/workspaces/patchWorkspace.ts';
import { readWorkspace } from '../core/workspaces/readWorkspace.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor, signedIn } from './guards.ts';

const params = Type.Object({ workspaceId: Uuid });
const one = '/v1/workspaces/:workspaceId';

/** Companies on this server. */
export function workspaceRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.post(
    '/v1/workspaces',
    {
      schema: describe(
        'workspaces',
        'Open another workspace',
        { body: WorkspaceCreate, 200: Workspace },
        'session',
      ),
    },
    async (request) => {
      const { userId } = await signedIn(doors, request);
      return createWorkspace(core, userId, request.body);
    },
  );

  app.get(
    one,
    { schema: describe('workspaces', 'Read a workspace', { params, 200: Workspace }) },
    async (request) => readWorkspace(core, await deskActor(doors, request)),
  );

  app.patch(
    one,
    {
      schema: describe('workspaces', 'Change a workspace', { params, body: WorkspacePatch, 200: Workspace }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'workspace.change');
      return patchWorkspace(core, actor, request.body);
    },
  );
}
