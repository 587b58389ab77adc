import type { Macro } from '@causerie/protocol';
import { goOn } from '../conversations/goOn.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** Runs a macro on a conversation. The id is made once for a run: asking again after a lost answer runs nothing twice. */
export function useRunMacro(conversationId: string) {
  const desk = useDesk();
  const words = useWords().macros.run;
  const report = useReport();
  return async (macro: Macro) => {
    const runId = crypto.randomUUID();
    const run = () => desk.snippets.runMacro(conversationId, macro.id, runId);
    try {
      const row = await run().catch((thrown: { code?: string }) => {
        if (thrown.code === 'network') return run();
        throw thrown;
      });
      desk.rows.merge([row], [], 'once');
      if (row.status === 'resolved' || row.status === 'snoozed') goOn(row.id);
      say(words.done(macro.name));
    } catch (thrown) {
      report(thrown);
    }
  };
}
