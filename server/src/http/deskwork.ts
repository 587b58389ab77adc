import {
  BulkChange,
  BulkResult,
  Conversation,
  ConversationMerge,
  Draft,
  DraftList,
  DraftPut,
  FollowerList,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { type BulkOutcome, bulkChange } from '../core/conversations/bulkChange.ts';
import { undoBulkChange } from '../core/conversations/undoBulkChange.ts';
import { listDrafts, putDraft } from '../core/drafts/drafts.ts';
import { listFollowers, setFollower } from '../core/followers/followers.ts';
import { mergeConversations } from '../core/merges/mergeConversations.ts';
import { unmergeConversation } from '../core/merges/unmergeConversation.ts';
import type { Presenter } from '../presenters/presenter.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { agentActor, deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfConversation = Type.Object({ workspaceId: Uuid, conversationId: Uuid });
const OfFollower = Type.Object({ workspaceId: Uuid, conversationId: Uuid, userId: Uuid });
const OfBulk = Type.Object({ workspaceId: Uuid, bulkId: Uuid });
const base = '/v1/workspaces/:workspaceId';
const one = `${base}/conversations/:conversationId`;

/** What agents do with conversations beside writing in them: many at once, following, drafts. */
export function deskworkRoutes(app: App, doors: Doors): void {
  const { core, presenter } = doors;

  app.post(
    `${base}/bulk-changes`,
    {
      schema: describe('conversations', 'Change many conversations at once', {
        params: InWorkspace,
        body: BulkChange,
        200: BulkResult,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request);
      await presenter.ready(actor.workspaceId);
      return present(presenter, await bulkChange(core, actor, request.body.ids, request.body.patch));
    },
  );

  app.post(
    `${base}/bulk-changes/:bulkId/undo`,
    {
      schema: describe('conversations', 'Undo a change of many, within thirty seconds', {
        params: OfBulk,
        200: BulkResult,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request);
      await presenter.ready(actor.workspaceId);
      return present(presenter, await undoBulkChange(core, actor, request.params.bulkId));
    },
  );

  app.post(
    `${one}/merge`,
    {
      schema: describe('conversations', 'Merge another conversation of the contact with this one', {
        params: OfConversation,
        body: ConversationMerge,
        200: Conversation,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request);
      await presenter.ready(actor.workspaceId);
      const { conversationId } = request.params;
      return presenter.conversation(
        await mergeConversations(core, actor, conversationId, request.body.sourceId),
      );
    },
  );

  app.post(
    `${one}/unmerge`,
    {
      schema: describe('conversations', 'Take a merged conversation apart', {
        params: OfConversation,
        200: Conversation,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request);
      await presenter.ready(actor.workspaceId);
      return presenter.conversation(await unmergeConversation(core, actor, request.params.conversationId));
    },
  );

  app.get(
    `${one}/followers`,
    {
      schema: describe('conversations', 'List who follows a conversation', {
        params: OfConversation,
        200: FollowerList,
      }),
    },
    async (request) => ({
      userIds: await listFollowers(core, await deskActor(doors, request), request.params.conversationId),
    }),
  );

  for (const [method, follows, summary] of [
    ['PUT', true, 'Make a member follow a conversation'],
    ['DELETE', false, 'Make a member follow a conversation no more'],
  ] as const) {
    app.route({
      method,
      url: `${one}/followers/:userId`,
      schema: describe('conversations', summary, { params: OfFollower, 200: FollowerList }),
      handler: async (request) => {
        const { conversationId, userId } = request.params;
        const actor = await deskActor(doors, request);
        return { userIds: await setFollower(core, actor, conversationId, userId, follows) };
      },
    });
  }

  app.get(
    `${base}/drafts`,
    { schema: describe('conversations', 'List your drafts', { params: InWorkspace, 200: DraftList }) },
    async (request) => ({ items: await listDrafts(core, await agentActor(doors, request)) }),
  );

  app.put(
    `${one}/draft`,
    {
      schema: describe('conversations', 'Keep a draft, unless a later one is there', {
        params: OfConversation,
        body: DraftPut,
        200: Draft,
      }),
    },
    async (request) => {
      const { conversationId } = request.params;
      return putDraft(core, await agentActor(doors, request), { conversationId, ...request.body });
    },
  );
}

const present = (presenter: Presenter, { changed, ...rest }: BulkOutcome) => ({
  ...rest,
  changed: changed.map((conversation) => presenter.conversation(conversation)),
});
