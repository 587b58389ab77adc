import type {
  OpportunityDetail,
  OpportunityDrafted,
  OpportunityList,
  OpportunityRun,
  OpportunityRunCreate,
  Rehearsal,
  RehearsalCreate,
  RehearsalDecision,
  RehearsalDecisionsFilter,
  RehearsalDecisionsQuery,
  RehearsalReport,
} from '@causerie/protocol';
import { queryOf, request } from './http.ts';
import type { Page } from './types.ts';

/** The routes that find what could be automated, and try it on past conversations. */
export function findingApi(workspaceId: string) {
  const at = (path: string) => `/v1/workspaces/${workspaceId}${path}`;
  const opportunity = (id: string, path = '') => at(`/opportunities/${id}${path}`);
  const rehearsal = (id: string, path = '') => at(`/rehearsals/${id}${path}`);
  return {
    searches: async () => (await request<{ items: OpportunityRun[] }>('GET', at('/opportunity-runs'))).items,
    search: (body: OpportunityRunCreate) => request<OpportunityRun>('POST', at('/opportunity-runs'), body),
    cancelSearch: (id: string) => request<OpportunityRun>('POST', at(`/opportunity-runs/${id}/cancel`), {}),
    opportunities: () => request<OpportunityList>('GET', at('/opportunities')),
    opportunity: (id: string) => request<OpportunityDetail>('GET', opportunity(id)),
    dismiss: (id: string) => request<OpportunityDetail>('POST', opportunity(id, '/dismiss'), {}),
    restore: (id: string) => request<OpportunityDetail>('POST', opportunity(id, '/restore'), {}),
    draftSnippet: (id: string) => request<OpportunityDrafted>('POST', opportunity(id, '/snippet'), {}),
    draftFaq: (id: string) => request<OpportunityDrafted>('POST', opportunity(id, '/faq'), {}),
    opportunitiesUrl: (ending: 'csv' | 'jsonl') => at(`/opportunities.${ending}`),

    rehearsals: async () => (await request<{ items: Rehearsal[] }>('GET', at('/rehearsals'))).items,
    rehearse: (body: RehearsalCreate) => request<Rehearsal>('POST', at('/rehearsals'), body),
    rehearsedUrl: (id: string, filter: RehearsalDecisionsFilter) =>
      `${rehearsal(id, '/decisions.csv')}${queryOf(filter)}`,
    cancelRehearsal: (id: string) => request<Rehearsal>('POST', rehearsal(id, '/cancel'), {}),
    rehearsal: (id: string) => request<RehearsalReport>('GET', rehearsal(id)),
    rehearsed: (id: string, query: RehearsalDecisionsQuery) =>
      request<Page<RehearsalDecision>>('GET', rehearsal(id, `/decisions${queryOf(query)}`)),
  };
}
