import type { Faq, FaqPatch } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/**
 * Changes cost, stage or share of an FAQ; refused where somebody changed it since, which is told, and their version is shown. Two of
 * one's own changes follow each other: each goes out with the version that the one before has made.
 */
export function useChangeFaq() {
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const words = useWords().automation.editor;
  return async (faq: Faq, patch: FaqPatch): Promise<void> => {
    try {
      const changed = await automation.patchFaq(faq.id, { ...patch, version: faq.version });
      queryClient.setQueryData(keys.faq(workspaceId, faq.id), changed);
    } catch (thrown) {
      if (toAppError(thrown).code === 'conflict')
        toasts.add({ description: words.conflict, type: 'error', priority: 'high', timeout: 8000 });
      else report(thrown);
    }
    await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
  };
}
