import { Readable } from 'node:stream';
import { ContactExport, ContactExportCreate, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { listExports, loadExport } from '../core/exports/exportRow.ts';
import { readExportFile } from '../core/exports/readExportFile.ts';
import { cancelExport, startExport } from '../core/exports/startExport.ts';
import type { App } from './app.ts';
import { chosenContacts } from './contacts.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfExport = Type.Object({ workspaceId: Uuid, exportId: Uuid });
const base = '/v1/workspaces/:workspaceId/contact-exports';
const one = `${base}/:exportId`;

/** Contacts as files, made in the background. */
export function contactExportRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('contacts', 'List exports of contacts', {
        params: InWorkspace,
        200: Page(ContactExport),
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.export');
      return { items: await listExports(core.db, workspaceId) };
    },
  );

  app.post(
    base,
    {
      schema: describe('contacts', 'Export contacts as CSV', {
        params: InWorkspace,
        body: ContactExportCreate,
        200: ContactExport,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.export');
      const { q, filter, ids } = request.body;
      const choice = await chosenContacts(doors, actor, { q, filter, ids });
      return startExport(core, actor, request.body, choice);
    },
  );

  app.get(
    one,
    {
      schema: describe('contacts', 'Read an export of contacts', { params: OfExport, 200: ContactExport }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.export');
      return loadExport(core.db, workspaceId, request.params.exportId);
    },
  );

  app.post(
    `${one}/cancel`,
    {
      schema: describe('contacts', 'Cancel an export of contacts', { params: OfExport, 200: ContactExport }),
    },
    async (request) =>
      cancelExport(core, await deskActor(doors, request, 'contacts.export'), request.params.exportId),
  );

  app.get(
    `${one}/contacts.csv`,
    {
      schema: describe('contacts', 'Fetch the file of an export of contacts', {
        params: OfExport,
        files: ['text/csv'],
      }),
    },
    async (request, reply) => {
      const { workspaceId } = await deskActor(doors, request, 'contacts.export');
      const file = await readExportFile(core, doors.files, workspaceId, request.params.exportId);
      return reply
        .headers({
          'content-type': 'text/csv; charset=utf-8',
          'content-length': file.bytes,
          'content-disposition': 'attachment; filename="contacts.csv"',
          'cache-control': 'no-store',
        })
        .send(Readable.from(file.pieces) as never);
    },
  );
}
