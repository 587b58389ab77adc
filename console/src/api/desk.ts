import type {
  Contact,
  ContactCreate,
  ContactMerge,
  ContactPatch,
  ContactsCount,
  ContactsQuery,
  Conversation,
  ConversationPatch,
  ConversationsPage,
  Delivery,
  Duplicate,
  EntriesPage,
  Merged,
  MergePreview,
  SearchPage,
  TimelineItem,
} from '@causerie/protocol';
import { queryOf, request } from './http.ts';
import type { ConversationStart, ConversationsQuery, Page, ResumeLink } from './types.ts';

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
    contactList: (query: ContactsQuery, signal?: AbortSignal) =>
      request<Page<Contact>>('GET', at(`/contacts${queryOf(query)}`), undefined, signal),
    contactCount: (query: Pick<ContactsQuery, 'q' | 'filter'>, signal?: AbortSignal) =>
      request<ContactsCount>('GET', at(`/contacts/count${queryOf(query)}`), undefined, signal),
    createContact: (body: ContactCreate) => request<Contact>('POST', at('/contacts'), body),
    timeline: (contactId: string, cursor?: string) =>
      request<Page<TimelineItem>>('GET', at(`/contacts/${contactId}/timeline${queryOf({ cursor })}`)),
    startConversation: (body: ConversationStart) => request<Conversation>('POST', at('/conversations'), body),
    blockContact: (id: string, blocked: boolean) =>
      request<Contact>('PUT', at(`/contacts/${id}/blocked`), { blocked }),
    duplicates: (id: string) => request<Page<Duplicate>>('GET', at(`/contacts/${id}/duplicates`)),
    mergePreview: (id: string, fromId: string) =>
      request<MergePreview>('GET', at(`/contacts/${id}/merge-preview${queryOf({ fromId })}`)),
    mergeContacts: (id: string, fromId: string) =>
      request<Merged>('POST', at(`/contacts/${id}/merges`), { fromId }),
    merges: (id: string) => request<Page<ContactMerge>>('GET', at(`/contacts/${id}/merges`)),
    undoMerge: (id: string, mergeId: string) =>
      request<Contact>('POST', at(`/contacts/${id}/merges/${mergeId}/undo`), {}),
    contact: (id: string) => request<Contact>('GET', at(`/contacts/${id}`)),
    patchContact: (id: string, patch: ContactPatch) =>
      request<Contact>('PATCH', at(`/contacts/${id}`), patch),
    conversationsOf: (contactId: string) =>
      request<Page<Conversation>>('GET', at(`/contacts/${contactId}/conversations`)),
  };
}
export type DeskApi = ReturnType<typeof deskApi>;
