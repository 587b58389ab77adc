import { queryOf } from '../api/http.ts';
import { saveFile } from '../api/saveFile.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useLanguage } from '../words/WordsProvider.tsx';

/** The conversation as a document: saved, or printed. Times are those of this computer. */
export function useTranscript(conversationId: string) {
  const { workspaceId } = useDesk();
  const { language } = useLanguage();
  const report = useReport();
  const address = (kind: 'html' | 'pdf', more: { notes?: boolean; inline?: boolean }) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const flags = Object.entries(more).flatMap(([name, on]) => (on ? [[name, 'true']] : []));
    const query = queryOf({ language, timeZone, ...Object.fromEntries(flags) });
    return `/v1/workspaces/${workspaceId}/conversations/${conversationId}/transcript.${kind}${query}`;
  };
  return {
    save: (kind: 'html' | 'pdf', notes = false) => void saveFile(address(kind, { notes })).catch(report),
    /** All of it, not only what is drawn of a long thread. */
    print: () => {
      const page = open(address('html', { inline: true }));
      page?.addEventListener('load', () => page.print());
    },
  };
}
