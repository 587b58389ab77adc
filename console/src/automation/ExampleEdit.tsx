import type { FaqExample } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { answerLanguages } from '../snippets/answerLanguages.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
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
  const [text, setText] = useState(before.text);
  const [language, setLanguage] = useState<string>(before.language);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const written = { text: text.trim(), language };
    if (now) await automation.patchExample(faqId, before.id, written);
    else await automation.addExamples(faqId, [{ ...written, source: before.source }]);
    await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    onClose();
  });
  const isChanged = now && (now.text !== before.text || now.language !== before.language);
  const news = !now ? editor.exampleGone : isChanged ? editor.exampleChanged(now.text) : undefined;
  const languages = [...new Set<string>([before.language, ...answerLanguages])];
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
        label={editor.languageOf(before.text)}
        value={language}
        options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        onValue={setLanguage}
      />
      <Button type="submit" look="primary" busy={busy} disabled={text.trim() === ''}>
        {words.common.save}
      </Button>
      <Button onClick={onClose}>{words.common.cancel}</Button>
      {news && !busy && (
        <p role="status" className="w-full text-xs text-warn-ink">
          {news}
        </p>
      )}
    </form>
  );
}
