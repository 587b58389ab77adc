import { SlaOrderPut, SlaPolicy, SlaPolicyCreate, SlaPolicyPatch, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import {
  createPolicy,
  deletePolicy,
  listPolicies,
  orderPolicies,
  patchPolicy,
} from '../core/sla/changePolicies.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfPolicy = Type.Object({ workspaceId: Uuid, slaPolicyId: Uuid });
const Policies = Type.Object({ items: Type.Array(SlaPolicy) });
const base = '/v1/workspaces/:workspaceId/sla-policies';

/** Promises of response times. */
export function slaPolicyRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    { schema: describe('sla', 'List policies, in their order', { params: InWorkspace, 200: Policies }) },
    async (request) => ({ items: await listPolicies(core, await deskActor(doors, request)) }),
  );

  app.post(
    base,
    {
      schema: describe('sla', 'Make a policy, the last in order', {
        params: InWorkspace,
        body: SlaPolicyCreate,
        200: SlaPolicy,
      }),
    },
    async (request) =>
      createPolicy(core, await deskActor(doors, request, 'slaPolicies.change'), request.body),
  );

  app.put(
    `${base}/order`,
    {
      schema: describe('sla', 'Put the policies in another order', {
        params: InWorkspace,
        body: SlaOrderPut,
        200: Policies,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'slaPolicies.change');
      return { items: await orderPolicies(core, actor, request.body.ids) };
    },
  );

  app.patch(
    `${base}/:slaPolicyId`,
    {
      schema: describe('sla', 'Change a policy', { params: OfPolicy, body: SlaPolicyPatch, 200: SlaPolicy }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'slaPolicies.change');
      return patchPolicy(core, actor, request.params.slaPolicyId, request.body);
    },
  );

  app.delete(
    `${base}/:slaPolicyId`,
    { schema: describe('sla', 'Delete a policy', { params: OfPolicy, 200: Done }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'slaPolicies.change');
      await deletePolicy(core, actor, request.params.slaPolicyId);
      return {};
    },
  );
}
