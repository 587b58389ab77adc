import { Label, LabelCreate, LabelList, LabelPatch, LabelSettings, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import {
  createLabel,
  deleteLabel,
  listLabels,
  patchLabel,
  setLabelsFree,
} from '../core/labels/changeLabels.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfLabel = Type.Object({ workspaceId: Uuid, labelId: Uuid });
const base = '/v1/workspaces/:workspaceId/labels';

/** Labels that the workspace keeps, with colour and meaning. */
export function labelRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    { schema: describe('labels', 'List labels', { params: InWorkspace, 200: LabelList }) },
    async (request) => listLabels(core, await deskActor(doors, request)),
  );

  app.post(
    base,
    { schema: describe('labels', 'Make a label', { params: InWorkspace, body: LabelCreate, 200: Label }) },
    async (request) => createLabel(core, await deskActor(doors, request, 'labels.change'), request.body),
  );

  app.patch(
    base,
    {
      schema: describe('labels', 'Say whether other labels may be typed', {
        params: InWorkspace,
        body: LabelSettings,
        200: LabelList,
      }),
    },
    async (request) =>
      setLabelsFree(core, await deskActor(doors, request, 'labels.change'), request.body.free),
  );

  app.patch(
    `${base}/:labelId`,
    {
      schema: describe('labels', 'Change a label; a new name goes to all that have the old one', {
        params: OfLabel,
        body: LabelPatch,
        200: Label,
      }),
    },
    async (request) =>
      patchLabel(
        core,
        await deskActor(doors, request, 'labels.change'),
        request.params.labelId,
        request.body,
      ),
  );

  app.delete(
    `${base}/:labelId`,
    { schema: describe('labels', 'Take a label off the list', { params: OfLabel, 200: Done }) },
    async (request) => {
      await deleteLabel(core, await deskActor(doors, request, 'labels.change'), request.params.labelId);
      return {};
    },
  );
}
