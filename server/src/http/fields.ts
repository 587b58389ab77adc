import { Field, FieldCreate, FieldPatch, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { createField } from '../core/fields/createField.ts';
import { listFields } from '../core/fields/fieldRow.ts';
import { patchField } from '../core/fields/patchField.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfField = Type.Object({ workspaceId: Uuid, fieldId: Uuid });
const base = '/v1/workspaces/:workspaceId/fields';

/** Fields that a workspace adds to contacts and conversations. None is ever deleted: archive it. */
export function fieldRoutes(app: App, doors: Doors): void {
  app.get(
    base,
    { schema: describe('fields', 'List custom fields', { params: InWorkspace, 200: Page(Field) }) },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request);
      return { items: await listFields(doors.core.db, workspaceId) };
    },
  );

  app.post(
    base,
    {
      schema: describe('fields', 'Make a custom field', {
        params: InWorkspace,
        body: FieldCreate,
        200: Field,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'fields.change');
      return createField(doors.core, actor, request.body);
    },
  );

  app.patch(
    `${base}/:fieldId`,
    {
      schema: describe('fields', 'Change, move or archive a custom field', {
        params: OfField,
        body: FieldPatch,
        200: Field,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'fields.change');
      return patchField(doors.core, actor, request.params.fieldId, request.body);
    },
  );
}
