import {
  SavedView,
  SavedViewCreate,
  SavedViewList,
  SavedViewOrder,
  SavedViewPatch,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { deleteView, orderViews, patchView } from '../core/views/changeView.ts';
import { createView } from '../core/views/createView.ts';
import { listViews } from '../core/views/listViews.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { agentActor, deskActor } from './guards.ts';
import { Done } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfView = Type.Object({ workspaceId: Uuid, viewId: Uuid });
const base = '/v1/workspaces/:workspaceId/views';

/** Saved views: filters over conversations with a name. */
export function viewRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('views', 'List the saved views you have', { params: InWorkspace, 200: SavedViewList }),
    },
    async (request) => listViews(core, await deskActor(doors, request)),
  );

  app.post(
    base,
    {
      schema: describe('views', 'Save a view', {
        params: InWorkspace,
        body: SavedViewCreate,
        200: SavedView,
      }),
    },
    async (request) => createView(core, await agentActor(doors, request), request.body),
  );

  app.patch(
    `${base}/:viewId`,
    {
      schema: describe('views', 'Change a saved view', {
        params: OfView,
        body: SavedViewPatch,
        200: SavedView,
      }),
    },
    async (request) => patchView(core, await agentActor(doors, request), request.params.viewId, request.body),
  );

  app.put(
    `${base}/order`,
    {
      schema: describe('views', 'Put your views in order', {
        params: InWorkspace,
        body: SavedViewOrder,
        200: Done,
      }),
    },
    async (request) => {
      await orderViews(core, await agentActor(doors, request), request.body.ids);
      return {};
    },
  );

  app.delete(
    `${base}/:viewId`,
    { schema: describe('views', 'Delete a saved view', { params: OfView, 200: Done }) },
    async (request) => {
      await deleteView(core, await agentActor(doors, request), request.params.viewId);
      return {};
    },
  );
}
