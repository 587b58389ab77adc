import type { Entry, VisitorConversation } from '@causerie/protocol';
import type { PageMessage } from '../bridge.ts';

/** What the page is told of a message. Text only: the page has no business with the rest. */
export function pageMessageOf(
  { id, at, author, content }: Entry,
  { id: conversationId, lastMessage }: VisitorConversation,
  companyName?: string,
): PageMessage {
  return {
    conversationId,
    id,
    at,
    author: { kind: author.kind, name: author.name ?? companyName },
    kind: content?.kind ?? '',
    text: lastMessage?.preview ?? '',
  };
}
