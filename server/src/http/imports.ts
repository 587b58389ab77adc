import { Readable } from 'node:stream';
import { Import, ImportQuery, ImportStart, Page, Uuid } from '@causerie/protocol';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { cancelImport, startImport, undoImport } from '../core/imports/changeImport.ts';
import { createImport } from '../core/imports/createImport.ts';
import { listImports, loadImport } from '../core/imports/importRow.ts';
import { exportProblems } from '../core/imports/readProblems.ts';
import { fail } from '../errors.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfImport = Type.Object({ workspaceId: Uuid, importId: Uuid });
const base = '/v1/workspaces/:workspaceId/imports';
const one = `${base}/:importId`;
const MOST_BYTES = 200 * 1024 * 1024;

/** Files that become contacts or histories, and contacts that become a file. */
export function importRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    { schema: describe('imports', 'List imports, newest first', { params: InWorkspace, 200: Page(Import) }) },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'imports.change');
      return { items: await listImports(core.db, workspaceId) };
    },
  );

  app.post(
    `${base}/files`,
    {
      schema: {
        ...describe('imports', 'Give a file to be imported (multipart, one part named file)', {
          params: InWorkspace,
          querystring: ImportQuery,
          200: Import,
        }),
        consumes: ['multipart/form-data'],
      },
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'imports.change');
      if (!request.isMultipart())
        fail('bad_request', { message: 'Send the file as multipart/form-data, in a part named file.' });
      const part =
        (await request.file({ limits: { fileSize: MOST_BYTES } })) ??
        fail('bad_request', { message: 'There is no file in the request.' });
      const bytes = await part.toBuffer();
      return createImport(core, doors.files, actor, { ...request.query, name: part.filename, bytes });
    },
  );

  app.get(
    one,
    { schema: describe('imports', 'Read an import', { params: OfImport, 200: Import }) },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'imports.change');
      return loadImport(core.db, workspaceId, request.params.importId);
    },
  );

  app.post(
    `${one}/start`,
    {
      schema: describe('imports', 'Start an import', { params: OfImport, body: ImportStart, 200: Import }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'imports.change');
      return startImport(core, actor, request.params.importId, request.body);
    },
  );

  app.post(
    `${one}/cancel`,
    { schema: describe('imports', 'Stop an import', { params: OfImport, 200: Import }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'imports.change');
      return cancelImport(core, actor, request.params.importId);
    },
  );

  app.post(
    `${one}/undo`,
    { schema: describe('imports', 'Take back an import of contacts', { params: OfImport, 200: Import }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'imports.change');
      return undoImport(core, actor, request.params.importId);
    },
  );

  app.get(
    `${one}/problems.csv`,
    {
      schema: describe('imports', 'What could not be imported, as CSV', {
        params: OfImport,
        files: ['text/csv'],
      }),
    },
    async (request, reply) => {
      const { workspaceId } = await deskActor(doors, request, 'imports.change');
      await loadImport(core.db, workspaceId, request.params.importId);
      return answerCsv(reply, 'problems.csv', exportProblems(core.db, workspaceId, request.params.importId));
    },
  );
}

/** Sent as it is read; a browser saves it and never shows it as a page. */
function answerCsv(reply: FastifyReply, name: string, pieces: AsyncIterable<string>): FastifyReply {
  return reply
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    })
    .send(Readable.from(pieces));
}
