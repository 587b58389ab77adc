import type { FaqExample } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { answerLanguages } from '../snippets/answerLanguages.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { LONGEST_EXAMPLE } from './readExamples.ts';

type Props = { faqId: string; example: FaqExample; can: boolean };

/** How long the way back from a deletion is offered, milliseconds. */
const UNDO_MS = 10_000;

export function ExampleLine({ faqId, example, can }: Props) {
  const words = useWords().automation.editor;
  const { languageName } = useFormats();
  const [editing, setEditing] = useState(false);
  const { workspaceId } = useDesk();
  const remove = useRemove(faqId, example);
  if (editing) {
    return (
      <li className="py-2">
        <Edit faqId={faqId} example={example} onClose={() => setEditing(false)} />
      </li>
    );
  }
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
          <IconButton label={words.edit(example.text)} onClick={() => setEditing(true)}>
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

function Edit({ faqId, example, onClose }: Omit<Props, 'can'> & { onClose: () => void }) {
  const words = useWords();
  const { editor } = words.automation;
  const { languageName } = useFormats();
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const [text, setText] = useState(example.text);
  const [language, setLanguage] = useState<string>(example.language);
  const { busy, error, onSubmit } = useSubmit(async () => {
    await automation.patchExample(faqId, example.id, { text: text.trim(), language });
    await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    onClose();
  });
  const languages = [...new Set<string>([example.language, ...answerLanguages])];
  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={(e) => e.key === 'Escape' && onClose()}
      className="flex flex-wrap items-start gap-2"
    >
      <TextField
        autoFocus
        required
        hideLabel
        dir="auto"
        maxLength={LONGEST_EXAMPLE}
        className="min-w-48 flex-1"
        label={editor.editLabel}
        error={error ?? null}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <SelectField
        hideLabel
        className="w-36"
        label={editor.languageOf(example.text)}
        value={language}
        options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        onValue={setLanguage}
      />
      <Button type="submit" look="primary" busy={busy} disabled={text.trim() === ''}>
        {words.common.save}
      </Button>
      <Button onClick={onClose}>{words.common.cancel}</Button>
    </form>
  );
}
