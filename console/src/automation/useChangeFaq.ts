import type { Faq, FaqPatch } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** What one's own last change of an FAQ has made of it, and the change that is on its way. */
const made = new Map<string, Faq>();
const going = new Map<string, Promise<boolean>>();

const isConflict = (thrown: unknown): boolean => toAppError(thrown).code === 'conflict';
/** Examples are changed without touching these; then nobody is in anybody's way. */
const hasSameRules = (a: Faq, b: Faq): boolean =>
  a.cost === b.cost &&
  a.stage === b.stage &&
  a.share === b.share &&
  JSON.stringify(a.titles) === JSON.stringify(b.titles);

/**
 * Changes cost, stage, share or titles of an FAQ. Refused where somebody changed one of them since, which is told, and their version is shown;
 * then, as with any other problem, it resolves to false. One's own changes of an FAQ go out one after the other, each on top of the one before.
 */
export function useChangeFaq() {
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const words = useWords().automation.editor;
  const patchOnTop = async (faq: Faq, patch: FaqPatch): Promise<Faq> => {
    const own = made.get(faq.id);
    const base = own && own.version > faq.version ? own : faq;
    const send = (version: number) => automation.patchFaq(faq.id, { ...patch, version });
    try {
      return await send(base.version);
    } catch (thrown) {
      if (!isConflict(thrown)) throw thrown;
      const now = await automation.faq(faq.id);
      if (!hasSameRules(now, base)) throw thrown;
      return send(now.version);
    }
  };
  const change = async (faq: Faq, patch: FaqPatch): Promise<boolean> => {
    let done = false;
    try {
      const changed = await patchOnTop(faq, patch);
      made.set(faq.id, changed);
      queryClient.setQueryData(keys.faq(workspaceId, faq.id), changed);
      done = true;
    } catch (thrown) {
      if (isConflict(thrown))
        toasts.add({ description: words.conflict, type: 'error', priority: 'high', timeout: 8000 });
      else report(thrown);
    }
    await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    return done;
  };
  return (faq: Faq, patch: FaqPatch): Promise<boolean> => {
    const next = (going.get(faq.id) ?? Promise.resolve(true)).then(() => change(faq, patch));
    going.set(faq.id, next);
    return next;
  };
}
