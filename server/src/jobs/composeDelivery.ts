import { type Composed, composeReplies, composeTranscript } from '../channels/email/composeMails.ts';
import type { SystemActor } from '../core/actor.ts';
import { loadContact } from '../core/contacts/contactRecord.ts';
import type { ConversationRecord } from '../core/conversations/conversationRecord.ts';
import { loadConversation } from '../core/conversations/readConversations.ts';
import { createResumeLink } from '../core/conversations/resumeLink.ts';
import type { Core } from '../core/core.ts';
import type { ClaimedDelivery } from '../core/deliveries/claimDeliveries.ts';
import { type InboxRecord, loadInbox } from '../core/inboxes/loadInboxByKey.ts';
import { readMailedMessages } from './readMailedMessages.ts';

type Parts = {
  delivery: ClaimedDelivery;
  conversation: ConversationRecord;
  inbox: InboxRecord;
  language: string;
};

const composers: Record<ClaimedDelivery['carries'], (core: Core, parts: Parts) => Promise<Composed>> = {
  async replies(core, { delivery, conversation, inbox, language }) {
    const { firstSeq, lastSeq, onlySeqs, address } = delivery;
    const { companyName } = inbox;
    const messages = await readMailedMessages(core.db, conversation, {
      firstSeq,
      lastSeq,
      onlySeqs,
      fromContact: false,
      companyName,
    });
    const link = await createResumeLink(core, conversation, address);
    const { contactName } = conversation;
    const { colour } = inbox.settings;
    return composeReplies({ language, companyName, contactName, messages, resumeUrl: link.url, colour });
  },
  async transcript(core, { delivery, conversation, inbox, language }) {
    const { workspaceId, lastSeq } = delivery;
    const { companyName } = inbox;
    const contact = await loadContact(core.db, workspaceId, conversation.contactId);
    const messages = await readMailedMessages(core.db, conversation, {
      firstSeq: 1,
      lastSeq,
      onlySeqs: null,
      fromContact: true,
      companyName,
    });
    return composeTranscript({ language, companyName, timeZone: contact.timeZone ?? 'UTC', messages });
  },
};

/** What a delivery's mail says, in the contact's language, in the company's name. */
export async function composeDelivery(
  core: Core,
  delivery: ClaimedDelivery,
): Promise<Composed & { fromName: string }> {
  const { workspaceId, conversationId } = delivery;
  const system: SystemActor = { kind: 'system', workspaceId };
  const conversation = await loadConversation(core.db, system, conversationId);
  const inbox = await loadInbox(core.db, workspaceId, conversation.inboxId);
  const language = conversation.contactLanguage ?? inbox.settings.languages[0] ?? 'en';
  const composed = await composers[delivery.carries](core, { delivery, conversation, inbox, language });
  return { ...composed, fromName: inbox.companyName };
}
