import type {
  EmbeddingSettings,
  EmbeddingSettingsPatch,
  EmbeddingTestResult,
  Faq,
  FaqCreate,
  FaqCurve,
  FaqDecision,
  FaqDecisionsFilter,
  FaqDecisionsQuery,
  FaqExample,
  FaqExampleCreate,
  FaqExamplePatch,
  FaqExamplesAdded,
  FaqImport,
  FaqImportResult,
  FaqLiveReport,
  FaqMatrix,
  FaqPatch,
  FaqSettings,
  FaqSettingsPatch,
  FaqShadowReport,
  FaqTestResult,
  LanguageModelInfo,
} from '@causerie/protocol';
import { queryOf, request } from './http.ts';
import type { Page } from './types.ts';

export type FaqFilter = { q?: string; stage?: string; cost?: string; language?: string };

/** The routes of one workspace's FAQs: what may be answered without a person, and how it goes. */
export function automationApi(workspaceId: string) {
  const at = (path: string) => `/v1/workspaces/${workspaceId}${path}`;
  const faq = (id: string, path = '') => at(`/faqs/${id}${path}`);
  return {
    faqs: (filter: FaqFilter, cursor?: string, limit = 50) =>
      request<Page<Faq>>('GET', at(`/faqs${queryOf({ ...filter, limit, cursor })}`)),
    faq: (id: string) => request<Faq>('GET', faq(id)),
    createFaq: (body: FaqCreate) => request<Faq>('POST', at('/faqs'), body),
    patchFaq: (id: string, patch: FaqPatch) => request<Faq>('PATCH', faq(id), patch),
    removeFaq: (id: string) => request<unknown>('DELETE', faq(id)),

    examples: (id: string, cursor?: string) =>
      request<Page<FaqExample>>('GET', faq(id, `/examples${queryOf({ limit: 200, cursor })}`)),
    addExamples: (id: string, items: FaqExampleCreate[]) =>
      request<FaqExamplesAdded>('POST', faq(id, '/examples'), { items }),
    patchExample: (id: string, exampleId: string, patch: FaqExamplePatch) =>
      request<FaqExample>('PATCH', faq(id, `/examples/${exampleId}`), patch),
    removeExample: (id: string, exampleId: string) =>
      request<unknown>('DELETE', faq(id, `/examples/${exampleId}`)),
    importFaqs: (body: FaqImport) => request<FaqImportResult>('POST', at('/faqs/import'), body),
    exportUrl: at('/faqs/export.tsv'),

    test: (text: string, signal?: AbortSignal) =>
      request<FaqTestResult>('POST', at('/faqs/test'), { text }, signal),
    models: async () => (await request<{ items: LanguageModelInfo[] }>('GET', at('/language-models'))).items,
    train: () => request<LanguageModelInfo>('POST', at('/language-models'), { full: true }),
    cancelTraining: (id: string) =>
      request<LanguageModelInfo>('POST', at(`/language-models/${id}/cancel`), {}),

    settings: () => request<FaqSettings>('GET', at('/faq-settings')),
    patchSettings: (patch: FaqSettingsPatch) => request<FaqSettings>('PATCH', at('/faq-settings'), patch),

    embeddings: () => request<EmbeddingSettings>('GET', at('/embedding-settings')),
    patchEmbeddings: (patch: EmbeddingSettingsPatch) =>
      request<EmbeddingSettings>('PATCH', at('/embedding-settings'), patch),
    testEmbeddings: (patch: EmbeddingSettingsPatch) =>
      request<EmbeddingTestResult>('POST', at('/embedding-settings/test'), patch),

    decisions: (query: FaqDecisionsQuery) =>
      request<Page<FaqDecision>>('GET', at(`/faq-decisions${queryOf(query)}`)),
    decisionsCsv: (filter: FaqDecisionsFilter) => at(`/faq-decisions.csv${queryOf(filter)}`),
    live: (days: number) => request<FaqLiveReport>('GET', at(`/faq-reports/live?days=${days}`)),
    shadow: (days: number) => request<FaqShadowReport>('GET', at(`/faq-reports/shadow?days=${days}`)),
    matrix: (days: number) => request<FaqMatrix>('GET', at(`/faq-reports/matrix?days=${days}`)),
    curve: (days: number) => request<FaqCurve>('GET', at(`/faq-reports/curve?days=${days}`)),
  };
}
