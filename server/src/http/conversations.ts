import {
  AgentRead,
  Conversation,
  ConversationPatch,
  ConversationStart,
  ConversationsPage,
  ConversationsQuery,
  Delivery,
  EntriesPage,
  EntriesQuery,
  Entry,
  EntryCreate,
  ReadPut,
  ResumeLink,
  TranscriptRequest,
  TransferRequest,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { markReadByAgent, markUnreadByAgent } from '../core/conversations/markRead.ts';
import { patchConversation } from '../core/conversations/patchConversation.ts';
import {
  listConversations,
  listReads,
  loadConversation,
  takeWatermark,
} from '../core/conversations/readConversations.ts';
import { readEntriesAfter, readEntriesBefore } from '../core/conversations/readEntries.ts';
import { createResumeLink } from '../core/conversations/resumeLink.ts';
import { sendMessage } from '../core/conversations/sendMessage.ts';
import { startConversationAsDesk } from '../core/conversations/startConversation.ts';
import { requestTranscript } from '../core/deliveries/requestTranscript.ts';
import { resendDelivery } from '../core/deliveries/resendDelivery.ts';
import { transferConversation } from '../core/routing/transferConversation.ts';
import { loadDecidedView } from '../core/views/loadDecidedView.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { agentActor, deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfConversation = Type.Object({ workspaceId: Uuid, conversationId: Uuid });
const OfDelivery = Type.Object({ workspaceId: Uuid, conversationId: Uuid, deliveryId: Uuid });
const base = '/v1/workspaces/:workspaceId/conversations';
const one = `${base}/:conversationId`;

/** Conversations and their logs, for the desk. */
export function conversationRoutes(app: App, doors: Doors): void {
  const { core, presenter } = doors;

  app.get(
    base,
    {
      schema: describe('conversations', 'List a view', {
        params: InWorkspace,
        querystring: ConversationsQuery,
        200: ConversationsPage,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { view = 'all', viewId, limit = 50, ...rest } = request.query;
      const userId = actor.kind === 'agent' ? actor.userId : undefined;
      const decided = viewId === undefined ? undefined : await loadDecidedView(core.db, actor, viewId);
      const sort =
        rest.sort ?? (decided?.kind === 'saved' ? decided.sort : view === 'waiting' ? 'waiting' : 'newest');
      await presenter.ready(actor.workspaceId);
      // Before the list is read, so that what changes meanwhile is told twice rather than never.
      const watermark = await takeWatermark(core.db);
      const [page, counts] = await Promise.all([
        listConversations(core.db, actor.workspaceId, { ...rest, view, decided, sort, limit, actor, userId }),
        core.counts.views(actor),
      ]);
      const reads = userId
        ? await listReads(
            core.db,
            actor.workspaceId,
            userId,
            page.conversations.map((c) => c.id),
          )
        : [];
      return {
        items: page.conversations.map((c) => presenter.conversation(c)),
        reads,
        counts,
        watermark,
        ...(page.next && { next: page.next }),
      };
    },
  );

  app.post(
    base,
    {
      schema: describe('conversations', 'Start a conversation with a contact', {
        params: InWorkspace,
        body: ConversationStart,
        200: Conversation,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { id, entryId, ...rest } = request.body;
      const sent = await startConversationAsDesk(core, actor, {
        ...rest,
        conversationId: id,
        id: entryId,
        kind: 'message',
      });
      await presenter.ready(actor.workspaceId);
      return presenter.conversation(await loadConversation(core.db, actor, sent.conversationId));
    },
  );

  app.get(
    one,
    {
      schema: describe('conversations', 'Read a conversation', { params: OfConversation, 200: Conversation }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      await presenter.ready(actor.workspaceId);
      return presenter.conversation(await loadConversation(core.db, actor, request.params.conversationId));
    },
  );

  app.patch(
    one,
    {
      schema: describe('conversations', 'Change status, assignee, team, priority or labels', {
        params: OfConversation,
        body: ConversationPatch,
        200: Conversation,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      await presenter.ready(actor.workspaceId);
      return presenter.conversation(
        await patchConversation(core, actor, request.params.conversationId, request.body),
      );
    },
  );

  app.post(
    `${one}/transfer`,
    {
      schema: describe('conversations', 'Hand a conversation to a person or a team, with a note', {
        params: OfConversation,
        body: TransferRequest,
        200: Conversation,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      await presenter.ready(actor.workspaceId);
      const { conversationId } = request.params;
      return presenter.conversation(await transferConversation(core, actor, conversationId, request.body));
    },
  );

  app.get(
    `${one}/entries`,
    {
      schema: describe('conversations', 'Read the log', {
        params: OfConversation,
        querystring: EntriesQuery,
        200: EntriesPage,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { workspaceId, conversationId } = request.params;
      const { before, after, limit = 50 } = request.query;
      await loadConversation(core.db, actor, conversationId);
      const read =
        after === undefined
          ? await readEntriesBefore(core.db, workspaceId, conversationId, before, limit)
          : await readEntriesAfter(core.db, workspaceId, conversationId, after, limit);
      await presenter.ready(workspaceId);
      return {
        items: read.entries.map((e) => presenter.entry('agent', workspaceId, e)),
        deliveries: read.deliveries,
        more: read.more,
      };
    },
  );

  app.post(
    `${one}/entries`,
    {
      schema: describe('conversations', 'Write a message or a note', {
        params: OfConversation,
        body: EntryCreate,
        200: Entry,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { workspaceId, conversationId } = request.params;
      const sent = await sendMessage(core, actor, { ...request.body, conversationId });
      const { entries } = await readEntriesAfter(core.db, workspaceId, sent.conversationId, sent.seq - 1, 1);
      await presenter.ready(workspaceId);
      return presenter.entry('agent', workspaceId, entries[0]!);
    },
  );

  app.put(
    `${one}/read`,
    {
      schema: describe('conversations', 'Move your read cursor forward', {
        params: OfConversation,
        body: ReadPut,
        200: AgentRead,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request);
      return markReadByAgent(core, actor, request.params.conversationId, request.body.seq);
    },
  );

  app.delete(
    `${one}/read`,
    {
      schema: describe('conversations', 'Mark as unread: put your read cursor before the last message', {
        params: OfConversation,
        200: AgentRead,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request);
      return markUnreadByAgent(core, actor, request.params.conversationId);
    },
  );

  app.post(
    `${one}/transcript`,
    {
      schema: describe('conversations', 'Mail the transcript', {
        params: OfConversation,
        body: TranscriptRequest,
        202: Type.Object({}),
      }),
    },
    async (request, reply) => {
      const actor = await deskActor(doors, request, 'conversations.reply');
      await requestTranscript(core, actor, request.params.conversationId, request.body.email);
      return reply.status(202).send({});
    },
  );

  app.post(
    `${one}/resume-link`,
    {
      schema: describe('conversations', 'Make a link that resumes the conversation elsewhere', {
        params: OfConversation,
        200: ResumeLink,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'conversations.reply');
      const { url, expiresAt } = await createResumeLink(
        core,
        await loadConversation(core.db, actor, request.params.conversationId),
      );
      return { url, expiresAt: expiresAt.toISOString() };
    },
  );

  app.post(
    `${one}/deliveries/:deliveryId/resend`,
    {
      schema: describe('conversations', 'Send a failed delivery again', {
        params: OfDelivery,
        200: Delivery,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'conversations.reply');
      return resendDelivery(core, actor, request.params.conversationId, request.params.deliveryId);
    },
  );
}
