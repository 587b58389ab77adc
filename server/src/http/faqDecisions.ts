import {
  ConversationDecisions,
  FaqDecision,
  FaqDecisionExplained,
  FaqVerdict,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { explainDecision, readConversationDecisions } from '../core/faqs/conversationDecisions.ts';
import { giveVerdict, takeBackVerdict } from '../core/faqs/verdicts.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const OfConversation = Type.Object({ workspaceId: Uuid, conversationId: Uuid });
const OfDecision = Type.Object({
  workspaceId: Uuid,
  conversationId: Uuid,
  /** The contact's message. */
  messageSeq: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});
const decisions = '/v1/workspaces/:workspaceId/conversations/:conversationId/decisions';

const toReference = (params: { conversationId: string; messageSeq: number }) => ({
  conversationId: params.conversationId,
  seq: params.messageSeq,
});

/** What was decided in a conversation, why, and what people say of it. */
export function faqDecisionRoutes(app: App, doors: Doors): void {
  const { core, models } = doors;

  app.get(
    decisions,
    {
      schema: describe('faqs', 'List what was decided for the messages of a conversation, oldest first', {
        params: OfConversation,
        200: ConversationDecisions,
      }),
    },
    async (request) =>
      readConversationDecisions(core, await deskActor(doors, request), request.params.conversationId),
  );

  app.get(
    `${decisions}/:messageSeq`,
    {
      schema: describe('faqs', 'Read a decision and why it came out so', {
        params: OfDecision,
        200: FaqDecisionExplained,
      }),
    },
    async (request) =>
      explainDecision(core, models, await deskActor(doors, request), toReference(request.params)),
  );

  app.put(
    `${decisions}/:messageSeq/verdict`,
    {
      schema: describe('faqs', 'Say that a decision was right or wrong, or which FAQ would have been right', {
        params: OfDecision,
        body: FaqVerdict,
        200: FaqDecision,
      }),
    },
    async (request) =>
      giveVerdict(core, await deskActor(doors, request), toReference(request.params), request.body),
  );

  app.delete(
    `${decisions}/:messageSeq/verdict`,
    {
      schema: describe('faqs', 'Take back what was said of a decision', {
        params: OfDecision,
        200: FaqDecision,
      }),
    },
    async (request) => takeBackVerdict(core, await deskActor(doors, request), toReference(request.params)),
  );
}
