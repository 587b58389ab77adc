import { QueueReport, QueueReportQuery, Queues, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { readQueueReport } from '../core/routing/readQueueReport.ts';
import { readQueues } from '../core/routing/readQueues.ts';
import { presentQueue } from '../presenters/presentQueue.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const base = '/v1/workspaces/:workspaceId/queue';

/** Who waits for an agent, and how true what they are told is. */
export function queueRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('queue', 'Who waits, for how long, and who is there for them', {
        params: InWorkspace,
        200: Queues,
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request);
      const queues = await readQueues(core.db, workspaceId);
      return { items: queues.map((queue) => presentQueue(queue, Date.now())) };
    },
  );

  app.get(
    `${base}/report`,
    {
      schema: describe('queue', 'Promised waits against real ones', {
        params: InWorkspace,
        querystring: QueueReportQuery,
        200: QueueReport,
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request);
      return readQueueReport(core.db, workspaceId, request.query.days ?? 7);
    },
  );
}
