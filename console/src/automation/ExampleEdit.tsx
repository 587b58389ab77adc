import type { FaqExample } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { answerLanguages } from '../snippets/answerLanguages.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useDraft } from '../ui/useDraft.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { LONGEST_EXAMPLE } from './readExamples.ts';

type Props = {
  faqId: string;
  /** As it was when one began. */
  before: FaqExample;
  /** As it is; undefined: somebody deleted it. */
  now: FaqExample | undefined;
  onClose: () => void;
};

/** An example being changed. What somebody else makes of it meanwhile is told, and does not replace what is typed. */
export function ExampleEdit({ faqId, before, now, onClose }: Props) {
  const words = useWords();
  const { editor } = words.automation;
  const { languageName } = useFormats();
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const { text: keptText, language: keptLanguage } = now ?? before;
  const draft = useDraft<{ text: string; language: string }>({ text: keptText, language: keptLanguage });
  const { text, language } = draft.shown;
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (!now) await automation.addExamples(faqId, [{ text: text.trim(), language, source: before.source }]);
    else if (draft.isChanged)
      await draft.save((changed) => automation.patchExample(faqId, before.id, changed));
    await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    onClose();
  });
  const languages = [...new Set<string>([keptLanguage, ...answerLanguages])];
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
        theirs={draft.theirsOf('text')}
        value={text}
        onChange={(e) => draft.set({ text: e.target.value })}
      />
      <SelectField
        hideLabel
        className="w-36"
        label={editor.languageOf(before.text)}
        value={language}
        options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        theirs={draft.theirsOf('language', languageName)}
        onValue={(tag) => draft.set({ language: tag })}
      />
      <Button type="submit" look="primary" busy={busy} disabled={text.trim() === ''}>
        {words.common.save}
      </Button>
      <Button onClick={onClose}>{words.common.cancel}</Button>
      {!now && !busy && (
        <p role="status" className="w-full text-xs text-warn-ink">
          {words.common.meanwhile('')} {editor.savingAdds}
        </p>
      )}
    </form>
  );
}
