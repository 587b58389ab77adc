import {
  IdentityKeys,
  IdentityKeysPut,
  Inbox,
  InboxCreate,
  InboxPatch,
  Page,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { createInbox } from '../core/inboxes/createInbox.ts';
import { deleteInbox } from '../core/inboxes/deleteInbox.ts';
import { listInboxes } from '../core/inboxes/listInboxes.ts';
import { patchInbox } from '../core/inboxes/patchInbox.ts';
import { putIdentityKeys } from '../core/inboxes/putIdentityKeys.ts';
import { readIdentityKeys } from '../core/inboxes/readIdentityKeys.ts';
import { readInbox } from '../core/inboxes/readInbox.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfInbox = Type.Object({ workspaceId: Uuid, inboxId: Uuid });
const base = '/v1/workspaces/:workspaceId/inboxes';
const one = `${base}/:inboxId`;

/** Connected channels, of which the website is the first. */
export function inboxRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('inboxes', 'List inboxes', {
        params: InWorkspace,
        querystring: PageQuery,
        200: Page(Inbox),
      }),
    },
    async (request) => listInboxes(core, await deskActor(doors, request), request.query),
  );

  app.post(
    base,
    {
      schema: describe('inboxes', 'Make an inbox; settings that are not given get their standard value', {
        params: InWorkspace,
        body: InboxCreate,
        200: Inbox,
      }),
    },
    async (request) => createInbox(core, await deskActor(doors, request, 'inboxes.change'), request.body),
  );

  app.get(
    one,
    { schema: describe('inboxes', 'Read an inbox', { params: OfInbox, 200: Inbox }) },
    async (request) => readInbox(core, await deskActor(doors, request), request.params.inboxId),
  );

  app.patch(
    one,
    { schema: describe('inboxes', 'Change an inbox', { params: OfInbox, body: InboxPatch, 200: Inbox }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'inboxes.change');
      return patchInbox(core, actor, request.params.inboxId, request.body);
    },
  );

  app.delete(
    one,
    {
      schema: describe('inboxes', 'Take an inbox off the air; its conversations stay', {
        params: OfInbox,
        200: Done,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'inboxes.change');
      await deleteInbox(core, actor, request.params.inboxId);
      return {};
    },
  );

  identityKeyRoutes(app, doors);
}

function identityKeyRoutes(app: App, doors: Doors): void {
  const { core } = doors;
  const path = `${one}/identity-keys`;

  app.get(
    path,
    {
      schema: describe('inboxes', 'Read the keys for visitors’ identity tokens', {
        params: OfInbox,
        200: IdentityKeys,
      }),
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const actor = await deskActor(doors, request, 'inboxes.change');
      return readIdentityKeys(core, actor, request.params.inboxId);
    },
  );

  app.put(
    path,
    {
      schema: describe('inboxes', 'Make a new secret, or register a public key', {
        params: OfInbox,
        body: IdentityKeysPut,
        200: IdentityKeys,
      }),
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const actor = await deskActor(doors, request, 'inboxes.change');
      return putIdentityKeys(core, actor, request.params.inboxId, request.body);
    },
  );
}
