import type {
  Contact,
  ContactPatch,
  Conversation,
  ConversationPatch,
  ConversationsPage,
  Delivery,
  EntriesPage,
  SearchPage,
} from '@causerie/protocol';
import { queryOf, request } from './http.ts';
import type { ConversationsQuery, Page, ResumeLink } from './types.ts';

/** The routes of one workspace's conversations and contacts. */
export function deskApi(workspaceId: string) {
  const at = (path: string) => `/v1/workspaces/${workspaceId}${path}`;
  const conversation = (id: string, path = '') => at(`/conversations/${id}${path}`);
  return {
    conversations: (query: ConversationsQuery, signal?: AbortSignal) =>
      request<ConversationsPage>('GET', at(`/conversations${queryOf(query)}`), undefined, signal),
    conversation: (id: string) => request<Conversation>('GET', conversation(id)),
    patchConversation: (id: string, patch: ConversationPatch) =>
      request<Conversation>('PATCH', conversation(id), patch),
    sendTranscript: (id: string, email?: string) =>
      request<unknown>('POST', conversation(id, '/transcript'), email ? { email } : {}),
    resumeLink: (id: string) => request<ResumeLink>('POST', conversation(id, '/resume-link'), {}),
    resendDelivery: (id: string, deliveryId: string) =>
      request<Delivery>('POST', conversation(id, `/deliveries/${deliveryId}/resend`), {}),

    entries: (id: string, query: { before?: number; after?: number; limit: number }) =>
      request<EntriesPage>('GET', conversation(id, `/entries${queryOf(query)}`)),
    search: (query: { q: string; limit?: number; cursor?: string; timeZone: string }, signal?: AbortSignal) =>
      request<SearchPage>('GET', at(`/search${queryOf(query)}`), undefined, signal),

    contacts: (q: string, signal?: AbortSignal) =>
      request<Page<Contact>>('GET', at(`/contacts${queryOf({ q })}`), undefined, signal),
    contact: (id: string) => request<Contact>('GET', at(`/contacts/${id}`)),
    patchContact: (id: string, patch: ContactPatch) =>
      request<Contact>('PATCH', at(`/contacts/${id}`), patch),
    conversationsOf: (contactId: string) =>
      request<Page<Conversation>>('GET', at(`/contacts/${contactId}/conversations`)),
  };
}
export type DeskApi = ReturnType<typeof deskApi>;
