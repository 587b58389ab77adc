import type {
  Conversation,
  ImportResult,
  Macro,
  MacroCreate,
  MacroPatch,
  Snippet,
  SnippetCreate,
  SnippetImport,
  SnippetPatch,
  SnippetQuestion,
  SnippetUsage,
} from '@causerie/protocol';
import { everyPage } from './everyPage.ts';
import { request } from './http.ts';

/** The routes of one workspace's snippets and macros. */
export function snippetApi(workspaceId: string) {
  const at = (path: string) => `/v1/workspaces/${workspaceId}${path}`;
  return {
    snippets: () => everyPage<Snippet>(at('/snippets')),
    createSnippet: (body: SnippetCreate) => request<Snippet>('POST', at('/snippets'), body),
    patchSnippet: (id: string, patch: SnippetPatch) =>
      request<Snippet>('PATCH', at(`/snippets/${id}`), patch),
    removeSnippet: (id: string) => request<unknown>('DELETE', at(`/snippets/${id}`)),
    usage: async () => (await request<{ items: SnippetUsage[] }>('GET', at('/snippets/usage'))).items,
    questions: async (id: string) =>
      (await request<{ items: SnippetQuestion[] }>('GET', at(`/snippets/${id}/questions`))).items,
    import: (body: SnippetImport) => request<ImportResult>('POST', at('/snippets/import'), body),
    exportUrl: (format: 'csv' | 'json') => at(`/snippets/export.${format}`),

    macros: () => everyPage<Macro>(at('/macros')),
    createMacro: (body: MacroCreate) => request<Macro>('POST', at('/macros'), body),
    patchMacro: (id: string, patch: MacroPatch) => request<Macro>('PATCH', at(`/macros/${id}`), patch),
    removeMacro: (id: string) => request<unknown>('DELETE', at(`/macros/${id}`)),
    runMacro: (conversationId: string, macroId: string, runId: string) =>
      request<Conversation>('POST', at(`/conversations/${conversationId}/macros/${macroId}/run`), {
        id: runId,
      }),
  };
}
