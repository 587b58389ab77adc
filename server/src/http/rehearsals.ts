import { Readable } from 'node:stream';
import {
  Rehearsal,
  RehearsalCreate,
  RehearsalDecisionList,
  RehearsalDecisionsFilter,
  RehearsalDecisionsQuery,
  RehearsalList,
  RehearsalReport,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { exportRehearsalCsv } from '../core/rehearsals/exportRehearsal.ts';
import { listRehearsalDecisions } from '../core/rehearsals/listRehearsalDecisions.ts';
import { readRehearsal } from '../core/rehearsals/readRehearsal.ts';
import { cancelRehearsal, listRehearsals, orderRehearsal } from '../core/rehearsals/rehearsals.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfRehearsal = Type.Object({ workspaceId: Uuid, rehearsalId: Uuid });
const base = '/v1/workspaces/:workspaceId/rehearsals';
const one = `${base}/:rehearsalId`;

/** What the FAQs would have done in past conversations. */
export function rehearsalRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('rehearsals', 'List rehearsals, newest first', {
        params: InWorkspace,
        200: RehearsalList,
      }),
    },
    async (request) => ({
      items: await listRehearsals(core, await deskActor(doors, request, 'reports.read')),
    }),
  );

  app.post(
    base,
    {
      schema: describe('rehearsals', 'Rehearse the FAQs on past conversations; one rehearsal at a time', {
        params: InWorkspace,
        body: RehearsalCreate,
        200: Rehearsal,
      }),
    },
    async (request) => orderRehearsal(core, await deskActor(doors, request, 'faqs.change'), request.body),
  );

  app.get(
    one,
    {
      schema: describe('rehearsals', 'Read what came of one', { params: OfRehearsal, 200: RehearsalReport }),
    },
    async (request) =>
      readRehearsal(core, await deskActor(doors, request, 'reports.read'), request.params.rehearsalId),
  );

  app.post(
    `${one}/cancel`,
    { schema: describe('rehearsals', 'Stop one', { params: OfRehearsal, 200: Rehearsal }) },
    async (request) =>
      cancelRehearsal(core, await deskActor(doors, request, 'faqs.change'), request.params.rehearsalId),
  );

  app.get(
    `${one}/decisions`,
    {
      schema: describe('rehearsals', 'List what it would have answered or asked back about, newest first', {
        params: OfRehearsal,
        querystring: RehearsalDecisionsQuery,
        200: RehearsalDecisionList,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'reports.read');
      return listRehearsalDecisions(core.db, actor, request.params.rehearsalId, request.query);
    },
  );

  app.get(
    `${one}/decisions.csv`,
    {
      schema: describe('rehearsals', 'The same as CSV', {
        params: OfRehearsal,
        querystring: RehearsalDecisionsFilter,
        files: ['text/csv'],
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request, 'reports.read');
      const pieces = exportRehearsalCsv(core.db, actor, request.params.rehearsalId, request.query);
      // The first piece says whether there is one at all.
      const first = await pieces.next();
      const rest = Readable.from(
        (async function* () {
          yield first.value;
          yield* pieces;
        })(),
      );
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rehearsal.csv"')
        .send(rest as never);
    },
  );
}
