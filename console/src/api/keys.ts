/** Every query key of the console: the first part is the noun, the second the workspace. */
export const keys = {
  me: ['me'] as const,
  sessions: ['sessions'] as const,
  invitation: (token: string) => ['invitation', token] as const,
  workspace: (w: string) => ['workspace', w] as const,
  members: (w: string) => ['members', w] as const,
  teams: (w: string) => ['teams', w] as const,
  inboxes: (w: string) => ['inboxes', w] as const,
  identityKeys: (w: string, inboxId: string) => ['inboxes', w, inboxId, 'identity-keys'] as const,
  invitations: (w: string) => ['invitations', w] as const,
  audit: (w: string, filter: object) => ['audit', w, filter] as const,
  webhooks: (w: string) => ['webhooks', w] as const,
  webhookLog: (w: string, id: string, status?: string) =>
    status === undefined ? (['webhook-log', w, id] as const) : (['webhook-log', w, id, status] as const),
  roles: (w: string) => ['roles', w] as const,
  apiKeys: (w: string) => ['api_keys', w] as const,
  lists: (w: string) => ['conversations', w] as const,
  conversation: (w: string, id: string) => ['conversation', w, id] as const,
  contact: (w: string, id: string) => ['contact', w, id] as const,
  contactSearch: (w: string, q: string) => ['contact-search', w, q] as const,
  conversationsOf: (w: string, contactId: string) => ['conversations-of', w, contactId] as const,
};
