import { Readable } from 'node:stream';
import {
  Page,
  RemovalCheck,
  RemovalRecord,
  RetentionPreview,
  RetentionRules,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { mustBeAble } from '../core/actor.ts';
import { eraseContact } from '../core/privacy/eraseContact.ts';
import { exportContact, exportContactArchive } from '../core/privacy/exportContact.ts';
import { checkRemovals, listRemovals } from '../core/privacy/listRemovals.ts';
import { putRetentionRules, readRetentionRules } from '../core/privacy/retentionRules.ts';
import { previewRetention } from '../core/privacy/runRetention.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfContact = Type.Object({ workspaceId: Uuid, contactId: Uuid });
const base = '/v1/workspaces/:workspaceId';

/** What is kept for how long, and what is removed for good. */
export function privacyRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    `${base}/retention`,
    { schema: describe('privacy', 'Read the retention rules', { params: InWorkspace, 200: RetentionRules }) },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'retention.change');
      return readRetentionRules(core.db, workspaceId);
    },
  );

  app.put(
    `${base}/retention`,
    {
      schema: describe('privacy', 'Set the retention rules', {
        params: InWorkspace,
        body: RetentionRules,
        200: RetentionRules,
      }),
    },
    async (request) =>
      putRetentionRules(core, await deskActor(doors, request, 'retention.change'), request.body),
  );

  app.post(
    `${base}/retention/preview`,
    {
      schema: describe('privacy', 'Count what these rules would remove now', {
        params: InWorkspace,
        body: RetentionRules,
        200: RetentionPreview,
      }),
    },
    async (request) => {
      const { workspaceId } = await deskActor(doors, request, 'retention.change');
      return previewRetention(core.db, workspaceId, request.body);
    },
  );

  removalRoutes(app, doors);

  app.get(
    `${base}/contacts/:contactId/export`,
    {
      schema: describe('privacy', 'Export everything about a contact, as JSON or as an archive with files', {
        params: OfContact,
        querystring: Type.Object({ format: Type.Optional(Type.Enum(['json', 'zip'])) }),
        files: ['application/json', 'application/zip'],
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request, 'contacts.export');
      // It holds every conversation of theirs.
      mustBeAble(actor, 'conversations.all');
      const { contactId } = request.params;
      const { format = 'json' } = request.query;
      const pieces =
        format === 'zip'
          ? await exportContactArchive(core, doors.files, actor, contactId)
          : await exportContact(core, actor, contactId);
      return reply
        .header('content-type', format === 'zip' ? 'application/zip' : 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="contact-${contactId}.${format}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(pieces) as never);
    },
  );

  app.delete(
    `${base}/contacts/:contactId`,
    {
      schema: describe('privacy', 'Erase a contact with everything that is theirs', {
        params: OfContact,
        200: Type.Object({ counts: Type.Record(Type.String(), Type.Integer()) }),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'contacts.erase');
      return { counts: await eraseContact(core, doors.files, actor, request.params.contactId) };
    },
  );
}

function removalRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    `${base}/removals`,
    {
      schema: describe('privacy', 'List proofs of removals, newest first', {
        params: InWorkspace,
        querystring: Type.Object({
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
        }),
        200: Page(RemovalRecord),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'retention.change');
      const { limit = 50, cursor } = request.query;
      return listRemovals(core, actor, { limit, before: cursor === undefined ? undefined : Number(cursor) });
    },
  );

  app.get(
    `${base}/removals/check`,
    {
      schema: describe('privacy', 'Check that no proof was changed or taken out', {
        params: InWorkspace,
        200: RemovalCheck,
      }),
    },
    async (request) => checkRemovals(core, await deskActor(doors, request, 'retention.change')),
  );
}
