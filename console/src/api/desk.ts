import type {
  AgentRead,
  BulkResult,
  BulkRun,
  BulkRunCreate,
  Contact,
  ContactBulkPatch,
  ContactBulkResult,
  ContactCreate,
  ContactExport,
  ContactExportCreate,
  ContactMerge,
  ContactPatch,
  ContactsCount,
  ContactsQuery,
  Conversation,
  ConversationPatch,
  ConversationsPage,
  Delivery,
  Draft,
  Duplicate,
  EntriesPage,
  FollowerList,
  Label,
  LabelCreate,
  LabelList,
  LabelPatch,
  Merged,
  MergePreview,
  NotificationSettings,
  NotificationsPage,
  QueueReport,
  Queues,
  SavedView,
  SavedViewCreate,
  SavedViewList,
  SavedViewPatch,
  SearchPage,
  TimelineItem,
  TransferRequest,
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
    /** Before the contact's last message. */
    markUnread: (id: string) => request<AgentRead>('DELETE', conversation(id, '/read')),
    transfer: (id: string, body: TransferRequest) =>
      request<Conversation>('POST', conversation(id, '/transfer'), body),
    queues: () => request<Queues>('GET', at('/queue')),
    queueReport: () => request<QueueReport>('GET', at('/queue/report')),
    sendTranscript: (id: string, email?: string) =>
      request<unknown>('POST', conversation(id, '/transcript'), email ? { email } : {}),
    resumeLink: (id: string) => request<ResumeLink>('POST', conversation(id, '/resume-link'), {}),
    resendDelivery: (id: string, deliveryId: string) =>
      request<Delivery>('POST', conversation(id, `/deliveries/${deliveryId}/resend`), {}),

    entries: (id: string, query: { before?: number; after?: number; limit: number }) =>
      request<EntriesPage>('GET', conversation(id, `/entries${queryOf(query)}`)),
    search: (query: { q: string; limit?: number; cursor?: string; timeZone: string }, signal?: AbortSignal) =>
      request<SearchPage>('GET', at(`/search${queryOf(query)}`), undefined, signal),
    bulkChange: (ids: string[], patch: ConversationPatch) =>
      request<BulkResult>('POST', at('/bulk-changes'), { ids, patch }),
    undoBulk: (bulkId: string) => request<BulkResult>('POST', at(`/bulk-changes/${bulkId}/undo`), {}),
    bulkRuns: async () => (await request<Page<BulkRun>>('GET', at('/bulk-runs'))).items,
    startBulkRun: (body: BulkRunCreate) => request<BulkRun>('POST', at('/bulk-runs'), body),
    cancelBulkRun: (id: string) => request<BulkRun>('POST', at(`/bulk-runs/${id}/cancel`), {}),
    undoBulkRun: (id: string) => request<BulkRun>('POST', at(`/bulk-runs/${id}/undo`), {}),

    mergeConversations: (id: string, sourceId: string) =>
      request<Conversation>('POST', conversation(id, '/merge'), { sourceId }),
    unmergeConversation: (id: string) => request<Conversation>('POST', conversation(id, '/unmerge'), {}),

    followers: (id: string) => request<FollowerList>('GET', conversation(id, '/followers')),
    setFollower: (id: string, userId: string, follows: boolean) =>
      request<FollowerList>(
        follows ? 'PUT' : 'DELETE',
        conversation(id, `/followers/${userId}`),
        follows ? {} : undefined,
      ),

    labels: () => request<LabelList>('GET', at('/labels')),
    createLabel: (label: LabelCreate) => request<Label>('POST', at('/labels'), label),
    patchLabel: (id: string, patch: LabelPatch) => request<Label>('PATCH', at(`/labels/${id}`), patch),
    deleteLabel: (id: string) => request<unknown>('DELETE', at(`/labels/${id}`)),
    setLabelsFree: (free: boolean) => request<LabelList>('PATCH', at('/labels'), { free }),

    notifications: (cursor?: string) =>
      request<NotificationsPage>('GET', at(`/notifications${queryOf({ limit: 30, cursor })}`)),
    readNotifications: (which: { ids?: string[]; conversationId?: string }) =>
      request<unknown>('PUT', at('/notifications/read'), which),
    notificationSettings: () => request<NotificationSettings>('GET', at('/notifications/settings')),
    patchNotificationSettings: (patch: Partial<NotificationSettings>) =>
      request<NotificationSettings>('PATCH', at('/notifications/settings'), patch),

    drafts: () => request<{ items: Draft[] }>('GET', at('/drafts')),
    putDraft: ({ conversationId, ...draft }: Draft) =>
      request<Draft>('PUT', conversation(conversationId, '/draft'), draft),

    views: () => request<SavedViewList>('GET', at('/views')),
    createView: (view: SavedViewCreate) => request<SavedView>('POST', at('/views'), view),
    patchView: (id: string, patch: SavedViewPatch) => request<SavedView>('PATCH', at(`/views/${id}`), patch),
    deleteView: (id: string) => request<unknown>('DELETE', at(`/views/${id}`)),
    orderViews: (ids: string[]) => request<unknown>('PUT', at('/views/order'), { ids }),

    contacts: (q: string, signal?: AbortSignal) =>
      request<Page<Contact>>('GET', at(`/contacts${queryOf({ q })}`), undefined, signal),
    contactList: (query: ContactsQuery, signal?: AbortSignal) =>
      request<Page<Contact>>('GET', at(`/contacts${queryOf(query)}`), undefined, signal),
    contactCount: (query: Pick<ContactsQuery, 'q' | 'filter'>, signal?: AbortSignal) =>
      request<ContactsCount>('GET', at(`/contacts/count${queryOf(query)}`), undefined, signal),
    exportContacts: (body: ContactExportCreate) =>
      request<ContactExport>('POST', at('/contact-exports'), body),
    contactExport: (id: string) => request<ContactExport>('GET', at(`/contact-exports/${id}`)),
    cancelContactExport: (id: string) =>
      request<ContactExport>('POST', at(`/contact-exports/${id}/cancel`), {}),
    contactExportFile: (id: string) => at(`/contact-exports/${id}/contacts.csv`),
    bulkChangeContacts: (ids: string[], patch: ContactBulkPatch) =>
      request<ContactBulkResult>('POST', at('/contact-bulk-changes'), { ids, patch }),
    undoContactBulk: (id: string) =>
      request<ContactBulkResult>('POST', at(`/contact-bulk-changes/${id}/undo`), {}),
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
