import {
  StoredFile,
  TranscriptRequest,
  Uuid,
  VisitorInbox,
  VisitorPatch,
  VisitorSession,
  VisitorSessionRequest,
} from '@causerie/protocol';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ContactActor } from '../core/actor.ts';
import { mustNotBeBlocked } from '../core/contacts/blockContact.ts';
import { ensureContactOfVisitor, findContactOfVisitor } from '../core/contacts/contactOfVisitor.ts';
import { openVisitorSession, type VisitorSessionRecord } from '../core/contacts/openVisitorSession.ts';
import { patchVisitor } from '../core/contacts/patchVisitor.ts';
import { type VisitorClaims, verifyVisitorToken } from '../core/contacts/visitorToken.ts';
import { patchConversation } from '../core/conversations/patchConversation.ts';
import { loadConversation } from '../core/conversations/readConversations.ts';
import { transact } from '../core/core.ts';
import { requestTranscript } from '../core/deliveries/requestTranscript.ts';
import { formatInboxKey } from '../core/inboxes/inboxKey.ts';
import { loadInboxByKey } from '../core/inboxes/loadInboxByKey.ts';
import { noteInboxSeen } from '../core/inboxes/noteInboxSeen.ts';
import { fail } from '../errors.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import { describeDevice } from './describeDevice.ts';
import type { Doors } from './doors.ts';
import { receiveFile } from './files.ts';
import { bearer } from './guards.ts';
import { presentVisitorInbox } from './presentVisitorInbox.ts';

const OfConversation = Type.Object({ conversationId: Uuid });
const limited = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } };

/** What a widget asks for over HTTP; its conversation runs over the socket. */
export function widgetRoutes(app: App, doors: Doors): void {
  const { core, presenter } = doors;

  app.post(
    '/widget/v1/session',
    {
      ...limited,
      schema: describe(
        'widget',
        'Open a visitor’s session',
        { body: VisitorSessionRequest, 200: VisitorSession },
        'none',
      ),
    },
    async (request) => {
      const device = describeDevice(request.headers['user-agent'] ?? '');
      const record = await openVisitorSession(core, { ...request.body, ...(device && { device }) });
      return presentSession(record);
    },
  );

  app.get(
    '/widget/v1/inboxes/:inboxKey',
    {
      schema: describe(
        'widget',
        'What the widget looks like',
        { params: Type.Object({ inboxKey: Type.String({ maxLength: 100 }) }), 200: VisitorInbox },
        'none',
      ),
    },
    async (request, reply) => {
      const inbox = await loadInboxByKey(core.db, request.params.inboxKey);
      await noteInboxSeen(core, inbox);
      reply.header('cache-control', 'public, max-age=60');
      return presentVisitorInbox(doors, inbox);
    },
  );

  app.patch(
    '/widget/v1/visitor',
    {
      ...limited,
      schema: describe('widget', 'Tell who you are', { body: VisitorPatch, 200: VisitorSession }, 'visitor'),
    },
    async (request) => {
      const claims = await visitorClaims(doors, request);
      const contactId = await transact(core, (tx) => ensureContactOfVisitor(tx, claims, {}));
      await patchVisitor(core, contactActor(claims, contactId), request.body);
      const inboxKey = formatInboxKey(claims);
      const record = await openVisitorSession(core, { inboxKey, token: bearer(request) });
      return presentSession(record);
    },
  );

  app.post(
    '/widget/v1/files',
    {
      ...limited,
      schema: {
        ...describe('widget', 'Upload a file', { 200: StoredFile }, 'visitor'),
        consumes: ['multipart/form-data'],
      },
    },
    async (request) => {
      const claims = await visitorClaims(doors, request);
      const contactId = await findContactOfVisitor(core.db, claims);
      if (contactId) await mustNotBeBlocked(core.db, claims.workspaceId, contactId);
      return receiveFile(doors, request, {
        workspaceId: claims.workspaceId,
        kind: 'visitor',
        id: claims.identity.address,
      });
    },
  );

  app.post(
    '/widget/v1/conversations/:conversationId/transcript',
    {
      ...limited,
      schema: describe(
        'widget',
        'Have the transcript mailed to your own address',
        { params: OfConversation, body: TranscriptRequest, 202: Type.Object({}) },
        'visitor',
      ),
    },
    async (request, reply) => {
      const actor = await visitorActor(doors, request);
      await requestTranscript(core, actor, request.params.conversationId);
      return reply.status(202).send({});
    },
  );

  app.post(
    '/widget/v1/conversations/:conversationId/close',
    {
      ...limited,
      schema: describe('widget', 'End the chat', { params: OfConversation, 200: Type.Object({}) }, 'visitor'),
    },
    async (request) => {
      const actor = await visitorActor(doors, request);
      await loadConversation(core.db, actor, request.params.conversationId);
      await patchConversation(
        core,
        { kind: 'system', workspaceId: actor.workspaceId },
        request.params.conversationId,
        { status: 'resolved' },
      );
      return {};
    },
  );

  async function presentSession(record: VisitorSessionRecord): Promise<VisitorSession> {
    await presenter.ready(record.claims.workspaceId);
    const { claims: _claims, inbox, conversations, ...rest } = record;
    return {
      ...rest,
      inbox: await presentVisitorInbox(doors, inbox),
      conversations: conversations.map((c) => presenter.visitorConversation(c)),
    };
  }
}

async function visitorClaims(doors: Doors, request: FastifyRequest): Promise<VisitorClaims> {
  return verifyVisitorToken(doors.core.keys, bearer(request) ?? fail('unauthorised'));
}

async function visitorActor(doors: Doors, request: FastifyRequest): Promise<ContactActor> {
  const claims = await visitorClaims(doors, request);
  const contactId = (await findContactOfVisitor(doors.core.db, claims)) ?? fail('conversation_not_found');
  return contactActor(claims, contactId);
}

const contactActor = (claims: VisitorClaims, contactId: string): ContactActor => ({
  kind: 'contact',
  workspaceId: claims.workspaceId,
  contactId,
  visitorId: claims.identity.address,
});
