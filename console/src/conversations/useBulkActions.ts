import type { ConversationPatch } from '@causerie/protocol';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { offerUndo } from './offerUndo.ts';

/** Changes all of them with one request; says how many, what could not be, and offers to put it back. */
export function useBulkActions(ids: ReadonlySet<string>, onDone: () => void) {
  const desk = useDesk();
  const words = useWords();
  const report = useReport();
  const [busy, setBusy] = useState(false);
  const change = async (patch: ConversationPatch, keep = false) => {
    setBusy(true);
    try {
      const { bulkId, changed, failed } = await desk.api.bulkChange([...ids], patch);
      desk.rows.merge(changed, [], 'once');
      const { bulk } = words.desk;
      const failure =
        failed[0] &&
        `${bulk.failed(failed.length)}: ${errorOf(words.errors, failed[0].code, failed[0].message)}`;
      const text = [changed.length > 0 && bulk.done(changed.length), failure].filter(Boolean).join('. ');
      if (bulkId) offerUndo({ desk, bulkId, text, words, report });
      else toasts.add({ description: text, timeout: 5000, ...(failure && { type: 'error' }) });
      if (!keep) onDone();
    } catch (thrown) {
      report(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { busy, change };
}

const errorOf = (errors: Record<string, string>, code: string, message: string) => errors[code] ?? message;
