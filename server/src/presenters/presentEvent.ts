import type { WorkspaceEvent } from '@causerie/protocol';
import type { EventRecord } from '../core/events/eventRecord.ts';
import type { Presenter } from './presenter.ts';

/** An event of the feed or a webhook. `isOnline`: whether a widget of the contact is open. */
export function presentEvent(
  presenter: Presenter,
  workspaceId: string,
  event: EventRecord,
  isOnline: (contactId: string) => boolean,
): WorkspaceEvent {
  const { entry, conversation, contact, delivery } = event;
  return {
    id: event.id,
    type: event.type,
    at: event.at,
    workspaceId,
    conversationId: event.conversationId,
    contactId: event.contactId,
    ...(entry && { entry: presenter.entry('agent', workspaceId, entry) }),
    ...(conversation && { conversation: presenter.conversation(conversation) }),
    ...(contact && { contact: { ...contact, online: isOnline(contact.id) } }),
    ...(delivery && { delivery }),
  };
}
