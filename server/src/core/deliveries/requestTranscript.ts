import { fail } from '../../errors.ts';
import type { Actor, ContactActor, DeskActor } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { type Core, transact } from '../core.ts';
import { insertDelivery } from './insertDelivery.ts';

/**
 * Mails the conversation, without notes, to `email` or else to the contact's address. A visitor may only have it sent
 * to the address they gave: a transcript must not become a way to write to strangers. What becomes of the mail is told
 * by the delivery of the event that notes the wish. Error: `no_address`.
 */
export async function requestTranscript(
  core: Core,
  actor: DeskActor | ContactActor,
  conversationId: string,
  email?: string,
): Promise<void> {
  const { workspaceId } = actor;
  await transact(core, async (tx) => {
    const before = await lockConversation(tx, actor, conversationId);
    const given = actor.kind === 'contact' ? undefined : email;
    const address = given ?? before.contactEmail ?? fail('no_address');
    const author: Actor = actor.kind === 'contact' ? { kind: 'system', workspaceId } : actor;
    const { conversation } = await writeChange(tx, before, [
      { author, kind: 'event', event: { type: 'transcript_sent', address } },
    ]);
    const seq = conversation.lastSeq;
    const delivery = await insertDelivery(tx, {
      workspaceId,
      conversationId,
      firstSeq: seq,
      lastSeq: seq,
      address,
      addressGiven: given !== undefined,
      carries: 'transcript',
      version: conversation.version,
    });
    tx.announce({ kind: 'delivery', workspaceId, conversation, delivery });
  });
}
