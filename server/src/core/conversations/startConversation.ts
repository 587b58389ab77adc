import { fail } from '../../errors.ts';
import { type ContactActor, type DeskActor, mustBeAble } from '../actor.ts';
import { mustNotBeBlocked } from '../contacts/blockContact.ts';
import { ensureContactOfVisitor, holdContactOfVisitor } from '../contacts/contactOfVisitor.ts';
import type { VisitorClaims, VisitorDetails } from '../contacts/visitorToken.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { completeContent } from '../files/completeContent.ts';
import { findSent } from './findSent.ts';
import { insertConversation } from './insertConversation.ts';
import { type MessageInput, prepareMessage } from './messageInput.ts';
import { retryOnce } from './retryOnce.ts';
import { appendToStarted, type Sent } from './sendMessage.ts';

/**
 * A visitor's first message: makes the contact if there is none yet, the conversation, its first event and the
 * message, all or nothing. Repeats and twins end in the same conversation, once.
 */
export async function startConversationAsVisitor(
  core: Core,
  claims: VisitorClaims,
  details: VisitorDetails,
  input: MessageInput,
): Promise<Sent & { contactId: string }> {
  try {
    return await retryOnce(() => transact(core, (tx) => start(tx, claims, details, input)));
  } catch (thrown) {
    if (!mayBeMerging(thrown)) throw thrown;
    return retryOnce(() =>
      transact(core, async (tx) => {
        await holdContactOfVisitor(tx, claims);
        return start(tx, claims, details, input);
      }),
    );
  }
}

/**
 * The contact was merged into another, or came back from it, between two statements. It happens too seldom for every
 * visitor to hold the contact from the beginning.
 */
function mayBeMerging(thrown: unknown): boolean {
  const { code, constraint } = thrown as { code?: unknown; constraint?: unknown };
  return (
    code === 'conversation_not_found' ||
    code === 'id_taken' ||
    constraint === 'conversations_workspace_id_contact_id_fkey'
  );
}

/** The desk writes first. The contact must exist, the inbox too. */
export async function startConversationAsDesk(
  core: Core,
  actor: DeskActor,
  input: MessageInput & { inboxId: string; contactId: string },
): Promise<Sent> {
  mustBeAble(actor, 'conversations.reply');
  return retryOnce(() => transact(core, (tx) => startAsDesk(tx, actor, input)));
}

async function start(
  tx: CoreTx,
  claims: VisitorClaims,
  details: VisitorDetails,
  input: MessageInput,
): Promise<Sent & { contactId: string }> {
  const contactId = await ensureContactOfVisitor(tx, claims, details);
  await mustNotBeBlocked(tx, claims.workspaceId, contactId);
  const actor: ContactActor = {
    kind: 'contact',
    workspaceId: claims.workspaceId,
    contactId,
    visitorId: claims.identity.address,
  };
  const sent = await findSent(tx, actor, input.id);
  if (sent) return { ...sent, contactId };
  const content = await completeContent(tx, actor, input.content);
  const message = prepareMessage(actor, { ...input, content });
  const started = await insertConversation(tx, {
    workspaceId: claims.workspaceId,
    id: input.conversationId,
    inboxId: claims.inboxId,
    contactId,
    asked: true,
  });
  return { ...(await appendToStarted(tx, actor, started, message)), contactId };
}

async function startAsDesk(
  tx: CoreTx,
  actor: DeskActor,
  input: MessageInput & { inboxId: string; contactId: string },
): Promise<Sent> {
  const { workspaceId } = actor;
  const { contactId } = input;
  const contact = await tx.query('select 1 from contacts where workspace_id = $1 and id = $2', [
    workspaceId,
    contactId,
  ]);
  if (contact.rowCount === 0) fail('contact_not_found');
  const sent = await findSent(tx, { workspaceId, contactId }, input.id);
  if (sent) return sent;
  const content = await completeContent(tx, actor, input.content);
  const message = prepareMessage(actor, { ...input, content });
  const { conversationId: id, inboxId } = input;
  const started = await insertConversation(tx, { workspaceId, id, inboxId, contactId });
  return appendToStarted(tx, actor, started, message);
}
