import type { FaqExample } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { IconButton } from '../ui/Button.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type Props = { faqId: string; example: FaqExample; can: boolean; onEdit: () => void };

/** How long the way back from a deletion is offered, milliseconds. */
const UNDO_MS = 10_000;

/** One of the examples as it reads; it can be changed in place and deleted with a way back. */
export function ExampleLine({ faqId, example, can, onEdit }: Props) {
  const words = useWords().automation.editor;
  const { languageName } = useFormats();
  const { workspaceId } = useDesk();
  const remove = useRemove(faqId, example);
  return (
    <li className="group flex items-center gap-2 py-1">
      <p dir="auto" className="min-w-0 flex-1 py-0.5 text-sm break-words">
        {example.text}
      </p>
      {example.alsoIn && (
        <Link
          to="/w/$workspaceId/automation/faqs/$faqId"
          params={{ workspaceId, faqId: example.alsoIn.faqId }}
          title={words.alsoInHint}
          className="flex max-w-48 shrink-0 items-center gap-1 text-xs text-warn-ink underline underline-offset-2"
        >
          <TriangleAlert className="size-3.5 shrink-0" aria-hidden="true" />
          <span dir="auto" className="truncate">
            {words.alsoIn(example.alsoIn.title)}
          </span>
        </Link>
      )}
      {example.source !== 'written' && (
        <span className="shrink-0 text-xs text-faint">{words.sources[example.source]}</span>
      )}
      <span
        role="img"
        aria-label={languageName(example.language)}
        title={languageName(example.language)}
        className="shrink-0 rounded-xs bg-sunken px-1 text-2xs font-medium text-soft uppercase"
      >
        {example.language}
      </span>
      {can && (
        <>
          <IconButton label={words.edit(example.text)} onClick={onEdit}>
            <Pencil className="size-3.5" />
          </IconButton>
          <IconButton label={words.remove(example.text)} onClick={() => void remove()}>
            <Trash2 className="size-3.5" />
          </IconButton>
        </>
      )}
    </li>
  );
}

/** Deletes at once, and offers to put it back in the same words. */
function useRemove(faqId: string, { id, text, language, source }: FaqExample) {
  const { automation: words } = useWords();
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
  return async () => {
    const examples = keys.faqExamples(workspaceId, faqId);
    queryClient.setQueryData<FaqExample[]>(examples, (known) => known?.filter((each) => each.id !== id));
    try {
      await automation.removeExample(faqId, id);
    } catch (thrown) {
      report(thrown);
      await refresh();
      return;
    }
    const undo = async () => {
      toasts.close(toast);
      await automation.addExamples(faqId, [{ text, language, source }]).catch(report);
      await refresh();
    };
    const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const toast = toasts.add({
      description: words.editor.removed(short),
      timeout: UNDO_MS,
      actionProps: { children: words.undo, onClick: () => void undo() },
    });
    await refresh();
  };
}
