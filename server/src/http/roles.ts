import { RoleCreate, RoleDefinition, RolePatch, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { createRole } from '../core/roles/createRole.ts';
import { deleteRole } from '../core/roles/deleteRole.ts';
import { listRoles } from '../core/roles/listRoles.ts';
import { patchRole } from '../core/roles/patchRole.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfRole = Type.Object({ workspaceId: Uuid, roleId: Uuid });
const base = '/v1/workspaces/:workspaceId/roles';

/** Roles and what they allow. Everybody may see them: colleagues should know who can do what. */
export function roleRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('roles', 'List roles, the built-in ones first', {
        params: InWorkspace,
        200: Type.Object({ items: Type.Array(RoleDefinition) }),
      }),
    },
    async (request) => ({ items: await listRoles(core, await deskActor(doors, request)) }),
  );

  app.post(
    base,
    {
      schema: describe('roles', 'Make a role', {
        params: InWorkspace,
        body: RoleCreate,
        200: RoleDefinition,
      }),
    },
    async (request) => createRole(core, await deskActor(doors, request, 'roles.change'), request.body),
  );

  app.patch(
    `${base}/:roleId`,
    {
      schema: describe('roles', 'Change a role’s name or permissions', {
        params: OfRole,
        body: RolePatch,
        200: RoleDefinition,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'roles.change');
      return patchRole(core, actor, request.params.roleId, request.body);
    },
  );

  app.delete(
    `${base}/:roleId`,
    { schema: describe('roles', 'Delete a role that nobody has', { params: OfRole, 200: Done }) },
    async (request) => {
      await deleteRole(core, await deskActor(doors, request, 'roles.change'), request.params.roleId);
      return {};
    },
  );
}
