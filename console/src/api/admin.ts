import type {
  AuditEntry,
  Board,
  GivenRating,
  RatingsQuery,
  RemovalCheck,
  RemovalRecord,
  Report,
  ReportQuery,
  RetentionPreview,
  RetentionRules,
  Webhook,
  WebhookCreate,
  WebhookDelivery,
  WebhookPatch,
} from '@causerie/protocol';
import { queryOf, request } from './http.ts';
import type { Page } from './types.ts';

export type AuditFilter = { action?: string; actorId?: string; from?: string; to?: string };

/** What admins and supervisors look after: webhooks, the audit log, retention, reports. */
export function adminApi(workspaceId: string) {
  const at = (path: string) => `/v1/workspaces/${workspaceId}${path}`;
  return {
    retention: () => request<RetentionRules>('GET', at('/retention')),
    putRetention: (rules: RetentionRules) => request<RetentionRules>('PUT', at('/retention'), rules),
    previewRetention: (rules: RetentionRules) =>
      request<RetentionPreview>('POST', at('/retention/preview'), rules),
    removals: (cursor: string | undefined) =>
      request<Page<RemovalRecord>>('GET', at(`/removals${queryOf({ cursor })}`)),
    checkRemovals: () => request<RemovalCheck>('GET', at('/removals/check')),
    contactExport: (id: string) => at(`/contacts/${id}/export?format=zip`),
    eraseContact: (id: string) => request<unknown>('DELETE', at(`/contacts/${id}`)),

    report: (query: ReportQuery) => request<Report>('GET', at(`/reports${queryOf(query)}`)),
    reportCsv: (query: ReportQuery) => at(`/reports.csv${queryOf(query)}`),
    ratings: ({ satisfied, ...query }: RatingsQuery) =>
      request<Page<GivenRating>>(
        'GET',
        at(`/reports/ratings${queryOf({ ...query, satisfied: satisfied?.toString() })}`),
      ),
    board: () => request<Board>('GET', at('/board')),

    audit: (filter: AuditFilter, cursor: string | undefined) =>
      request<Page<AuditEntry>>('GET', at(`/audit${queryOf({ ...filter, cursor })}`)),
    auditCsv: (filter: AuditFilter) => at(`/audit.csv${queryOf(filter)}`),

    webhooks: () => request<{ items: Webhook[]; eventNames: string[] }>('GET', at('/webhooks')),
    createWebhook: (body: WebhookCreate) =>
      request<{ webhook: Webhook; secret: string }>('POST', at('/webhooks'), body),
    patchWebhook: (id: string, patch: WebhookPatch) =>
      request<Webhook>('PATCH', at(`/webhooks/${id}`), patch),
    removeWebhook: (id: string) => request<unknown>('DELETE', at(`/webhooks/${id}`)),
    webhookSecret: (id: string) => request<{ secret: string }>('GET', at(`/webhooks/${id}/secret`)),
    rotateWebhookSecret: (id: string) =>
      request<{ secret: string }>('POST', at(`/webhooks/${id}/rotate-secret`), {}),
    testWebhook: (id: string) => request<WebhookDelivery>('POST', at(`/webhooks/${id}/test`), {}),
    webhookDeliveries: (id: string, status: string | undefined, cursor: string | undefined) =>
      request<Page<WebhookDelivery>>('GET', at(`/webhooks/${id}/deliveries${queryOf({ status, cursor })}`)),
    webhookDelivery: (id: string, deliveryId: string) =>
      request<WebhookDelivery>('GET', at(`/webhooks/${id}/deliveries/${deliveryId}`)),
    resendWebhookDelivery: (id: string, deliveryId: string) =>
      request<WebhookDelivery>('POST', at(`/webhooks/${id}/deliveries/${deliveryId}/resend`), {}),
  };
}
export type AdminApi = ReturnType<typeof adminApi>;
