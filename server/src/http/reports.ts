import { Board, GivenRating, Page, RatingsQuery, Report, ReportQuery, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { mustBeAble } from '../core/actor.ts';
import { exportReport } from '../core/reports/exportReport.ts';
import { listRatings } from '../core/reports/listRatings.ts';
import { type BoardAgentRecord, readBoard } from '../core/reports/readBoard.ts';
import { readReport } from '../core/reports/readReport.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const base = '/v1/workspaces/:workspaceId';

/** What happened, in figures, and what happens now. */
export function reportRoutes(app: App, doors: Doors): void {
  const { core, presence, presenter } = doors;

  app.get(
    `${base}/reports`,
    {
      schema: describe('reports', 'Read the figures of a period', {
        params: InWorkspace,
        querystring: ReportQuery,
        200: Report,
      }),
    },
    async (request) => readReport(core, await deskActor(doors, request, 'reports.read'), request.query),
  );

  app.get(
    `${base}/reports.csv`,
    {
      schema: describe('reports', 'The same as CSV', {
        params: InWorkspace,
        querystring: ReportQuery,
        files: ['text/csv'],
      }),
    },
    async (request, reply) => {
      const { from, to, groupBy = 'period' } = request.query;
      const text = await exportReport(core, await deskActor(doors, request, 'reports.read'), request.query);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="report-${groupBy}-${from}-${to}.csv"`)
        .send(text as never);
    },
  );

  app.get(
    `${base}/reports/ratings`,
    {
      schema: describe('reports', 'List the marks of a period, with what was said with them', {
        params: InWorkspace,
        querystring: RatingsQuery,
        200: Page(GivenRating),
      }),
    },
    async (request) => listRatings(core, await deskActor(doors, request, 'reports.read'), request.query),
  );

  app.get(
    `${base}/board`,
    { schema: describe('reports', 'Read the live board', { params: InWorkspace, 200: Board }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'reports.read');
      mustBeAble(actor, 'conversations.all');
      const { workspaceId } = actor;
      await presenter.ready(workspaceId);
      const board = await readBoard(core, actor);
      const agents = board.agents.map((agent) =>
        presentAgent(agent, presence.isConnected(workspaceId, agent.userId)),
      );
      return {
        ...board,
        at: new Date().toISOString(),
        agents,
        free: agents.filter((a) => a.connected && a.availability === 'online' && a.load === 0).length,
        waiting: board.waiting.map((c) => presenter.conversation(c)),
        active: board.active.map((c) => presenter.conversation(c)),
      };
    },
  );
}

const presentAgent = ({ image, ...agent }: BoardAgentRecord, connected: boolean) => ({
  ...agent,
  ...(image && { avatarUrl: image }),
  connected,
});
