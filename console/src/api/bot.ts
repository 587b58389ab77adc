import type {
  ConversationDecisions,
  Faq,
  FaqDecision,
  FaqDecisionExplained,
  FaqExamplesAdded,
  FaqSettings,
  FaqSuggestionFeedback,
  FaqSuggestions,
  FaqVerdict,
} from '@causerie/protocol';
import { everyPage } from './everyPage.ts';
import { request } from './http.ts';

/** What the bot does in the conversations of one workspace. */
export function botApi(workspaceId: string) {
  const at = (path: string) => `/v1/workspaces/${workspaceId}${path}`;
  const conversation = (id: string, path: string) => at(`/conversations/${id}${path}`);
  return {
    suggestions: (id: string, signal?: AbortSignal) =>
      request<FaqSuggestions>('GET', conversation(id, '/suggestions'), undefined, signal),
    feedback: (id: string, body: FaqSuggestionFeedback) =>
      request<unknown>('POST', conversation(id, '/suggestions'), body),
    decisions: (id: string) => request<ConversationDecisions>('GET', conversation(id, '/decisions')),
    explain: (id: string, seq: number) =>
      request<FaqDecisionExplained>('GET', conversation(id, `/decisions/${seq}`)),
    judge: (id: string, seq: number, verdict: FaqVerdict) =>
      request<FaqDecision>('PUT', conversation(id, `/decisions/${seq}/verdict`), verdict),
    takeBack: (id: string, seq: number) =>
      request<FaqDecision>('DELETE', conversation(id, `/decisions/${seq}/verdict`)),
    allFaqs: () => everyPage<Faq>(at('/faqs')),
    learn: (faqId: string, text: string, language: string) =>
      request<FaqExamplesAdded>('POST', at(`/faqs/${faqId}/examples`), {
        items: [{ text, language, source: 'feedback' }],
      }),
    makeFaq: (snippetId: string, questions: string[]) =>
      request<Faq>('POST', at('/faqs'), {
        snippetId,
        stage: 'shadow',
        examples: questions.map((text) => ({ text, source: 'feedback' })),
      }),
    faqSettings: () => request<FaqSettings>('GET', at('/faq-settings')),
    allowInboxes: (inboxIds: string[]) => request<FaqSettings>('PATCH', at('/faq-settings'), { inboxIds }),
  };
}
