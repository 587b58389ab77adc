import {
  OpportunitiesQuery,
  OpportunityDetail,
  OpportunityDraft,
  OpportunityDrafted,
  OpportunityList,
  OpportunityRun,
  OpportunityRunCreate,
  OpportunityRunList,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { mustBeAble } from '../core/actor.ts';
import {
  dismissOpportunity,
  draftFrom,
  restoreOpportunity,
} from '../core/opportunities/changeOpportunity.ts';
import {
  exportOpportunitiesCsv,
  exportOpportunitiesJsonl,
} from '../core/opportunities/exportOpportunities.ts';
import { cancelRun, listRuns, orderRun } from '../core/opportunities/opportunityRuns.ts';
import { listOpportunities, readOpportunity } from '../core/opportunities/readOpportunities.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfRun = Type.Object({ workspaceId: Uuid, runId: Uuid });
const OfOpportunity = Type.Object({ workspaceId: Uuid, opportunityId: Uuid });
const base = '/v1/workspaces/:workspaceId';
const one = `${base}/opportunities/:opportunityId`;

/** What is asked again and again, found in past conversations. */
export function opportunityRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    `${base}/opportunity-runs`,
    {
      schema: describe('opportunities', 'List searches, newest first', {
        params: InWorkspace,
        200: OpportunityRunList,
      }),
    },
    async (request) => ({ items: await listRuns(core, await deskActor(doors, request, 'reports.read')) }),
  );

  app.post(
    `${base}/opportunity-runs`,
    {
      schema: describe('opportunities', 'Search past conversations; one search at a time', {
        params: InWorkspace,
        body: OpportunityRunCreate,
        200: OpportunityRun,
      }),
    },
    async (request) => orderRun(core, await deskActor(doors, request, 'faqs.change'), request.body),
  );

  app.post(
    `${base}/opportunity-runs/:runId/cancel`,
    { schema: describe('opportunities', 'Stop a search', { params: OfRun, 200: OpportunityRun }) },
    async (request) => cancelRun(core, await deskActor(doors, request, 'faqs.change'), request.params.runId),
  );

  app.get(
    `${base}/opportunities`,
    {
      schema: describe('opportunities', 'List what a search found, what saves most first', {
        params: InWorkspace,
        querystring: OpportunitiesQuery,
        200: OpportunityList,
      }),
    },
    async (request) =>
      listOpportunities(core, await deskActor(doors, request, 'reports.read'), request.query.runId),
  );

  app.get(
    `${base}/opportunities.csv`,
    {
      schema: describe('opportunities', 'The same as CSV', {
        params: InWorkspace,
        querystring: OpportunitiesQuery,
        files: ['text/csv'],
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request, 'reports.read');
      const text = await exportOpportunitiesCsv(core, actor, request.query.runId);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="opportunities.csv"')
        .send(text as never);
    },
  );

  app.get(
    `${base}/opportunities.jsonl`,
    {
      schema: describe('opportunities', 'The same as one JSON object a line', {
        params: InWorkspace,
        querystring: OpportunitiesQuery,
        files: ['application/x-ndjson'],
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request, 'reports.read');
      const text = await exportOpportunitiesJsonl(core, actor, request.query.runId);
      return reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="opportunities.jsonl"')
        .send(text as never);
    },
  );

  app.get(
    one,
    {
      schema: describe('opportunities', 'Read one with its words', {
        params: OfOpportunity,
        200: OpportunityDetail,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'reports.read');
      return readOpportunity(core.db, actor, request.params.opportunityId);
    },
  );

  app.post(
    `${one}/dismiss`,
    {
      schema: describe('opportunities', 'Put one out of sight, in later searches too', {
        params: OfOpportunity,
        200: OpportunityDetail,
      }),
    },
    async (request) =>
      dismissOpportunity(core, await deskActor(doors, request, 'faqs.change'), request.params.opportunityId),
  );

  app.post(
    `${one}/restore`,
    {
      schema: describe('opportunities', 'Show one again', { params: OfOpportunity, 200: OpportunityDetail }),
    },
    async (request) =>
      restoreOpportunity(core, await deskActor(doors, request, 'faqs.change'), request.params.opportunityId),
  );

  app.post(
    `${one}/snippet`,
    {
      schema: describe('opportunities', 'Make a snippet of the most typical answer', {
        params: OfOpportunity,
        body: OpportunityDraft,
        200: OpportunityDrafted,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'snippets.change');
      return draftFrom(core, actor, request.params.opportunityId, request.body, false);
    },
  );

  app.post(
    `${one}/faq`,
    {
      schema: describe('opportunities', 'Make an FAQ that is off, with the answer and the examples', {
        params: OfOpportunity,
        body: OpportunityDraft,
        200: OpportunityDrafted,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'faqs.change');
      mustBeAble(actor, 'snippets.change');
      return draftFrom(core, actor, request.params.opportunityId, request.body, true);
    },
  );
}
