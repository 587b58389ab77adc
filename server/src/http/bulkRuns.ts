import { BulkRun, BulkRunCreate, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { listBulkRuns, loadBulkRun } from '../core/bulkRuns/bulkRunRow.ts';
import { cancelBulkRun, startBulkRun, undoBulkRun } from '../core/bulkRuns/startBulkRun.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { agentActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfRun = Type.Object({ workspaceId: Uuid, bulkRunId: Uuid });
const base = '/v1/workspaces/:workspaceId/bulk-runs';
const one = `${base}/:bulkRunId`;

/** Changes of everything that a list holds, in the background. Each person has their own. */
export function bulkRunRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('conversations', 'List your changes of whole lists', {
        params: InWorkspace,
        200: Page(BulkRun),
      }),
    },
    async (request) => ({ items: await listBulkRuns(core.db, await agentActor(doors, request)) }),
  );

  app.post(
    base,
    {
      schema: describe('conversations', 'Change everything that a list holds', {
        params: InWorkspace,
        body: BulkRunCreate,
        200: BulkRun,
      }),
    },
    async (request) => startBulkRun(core, await agentActor(doors, request), request.body),
  );

  app.get(
    one,
    { schema: describe('conversations', 'Read a change of a whole list', { params: OfRun, 200: BulkRun }) },
    async (request) => loadBulkRun(core.db, await agentActor(doors, request), request.params.bulkRunId),
  );

  app.post(
    `${one}/cancel`,
    {
      schema: describe('conversations', 'Cancel a change of a whole list', { params: OfRun, 200: BulkRun }),
    },
    async (request) => cancelBulkRun(core, await agentActor(doors, request), request.params.bulkRunId),
  );

  app.post(
    `${one}/undo`,
    {
      schema: describe('conversations', 'Undo a change of a whole list, within a day', {
        params: OfRun,
        200: BulkRun,
      }),
    },
    async (request) => undoBulkRun(core, await agentActor(doors, request), request.params.bulkRunId),
  );
}
