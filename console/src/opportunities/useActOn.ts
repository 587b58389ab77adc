import type { Opportunity } from '@causerie/protocol';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useRefreshOpportunities } from './useOpportunities.ts';

const OFFERED_MS = 10_000;

export type Act = 'faq' | 'snippet' | 'dismiss' | 'restore';

/** Does something with an opportunity, says so, and offers to take it back. `busy`: what is under way. */
export function useActOn(opportunity: Opportunity | undefined) {
  const { finding, automation, snippets } = useDesk();
  const words = useWords();
  const { detail } = words.opportunities;
  const report = useReport();
  const refresh = useRefreshOpportunities();
  const [busy, setBusy] = useState<Act>();

  const offer = (text: string, undo: () => Promise<unknown>) => {
    const id = toasts.add({
      description: text,
      timeout: OFFERED_MS,
      actionProps: {
        children: words.automation.undo,
        onClick: () => {
          toasts.close(id);
          void undo().catch(report).finally(refresh);
        },
      },
    });
  };

  const doIt = async ({ id, snippetId: had }: Opportunity, act: Act) => {
    if (act === 'dismiss') {
      await finding.dismiss(id);
      offer(detail.dismissed, () => finding.restore(id));
    } else if (act === 'restore') {
      await finding.restore(id);
      offer(detail.restored, () => finding.dismiss(id));
    } else {
      const { faqId, snippetId } = await (act === 'faq' ? finding.draftFaq(id) : finding.draftSnippet(id));
      offer(act === 'faq' ? detail.madeFaq : detail.madeSnippet, async () => {
        if (faqId && act === 'faq') await automation.removeFaq(faqId);
        // What was there before is left as it was.
        if (!had) await snippets.removeSnippet(snippetId);
        toasts.add({ description: detail.undone, timeout: 3500 });
      });
    }
    await refresh();
  };
  const act = async (what: Act) => {
    if (!opportunity) return;
    setBusy(what);
    await doIt(opportunity, what).catch(report);
    setBusy(undefined);
  };
  return { busy, act: (what: Act) => void act(what) };
}
