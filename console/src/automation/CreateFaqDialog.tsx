import type { Snippet } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { PenLine } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { Markdown } from '../messages/Markdown.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { SnippetDialog } from '../snippets/SnippetDialog.tsx';
import { useCanSupervise } from '../snippets/useCanSupervise.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextAreaField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { MOST_EXAMPLES, readExamples, tooLongLine } from './readExamples.ts';
import { useAllFaqs, useSnippetList } from './useFaqs.ts';

/** Makes an FAQ of a snippet that is there, or of one that is written now. */
export function CreateFaqDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { create } = words.automation;
  const [writing, setWriting] = useState(false);
  const [snippetId, setSnippetId] = useState('');
  const desk = useDesk();
  const snippets = useSnippetList(desk);
  return (
    <Dialog open wide onClose={onClose} title={create.title} description={create.text}>
      <Form
        snippets={snippets.data}
        snippetId={snippetId}
        onSnippet={setSnippetId}
        onWrite={() => setWriting(true)}
        onClose={onClose}
      />
      {/* Beside the form, not in it: sending the one must not send the other. */}
      {writing && (
        <SnippetDialog
          snippet={undefined}
          topics={[...new Set(snippets.data?.flatMap((s) => s.topic ?? []))]}
          onSaved={(saved) => setSnippetId(saved.id)}
          onClose={() => setWriting(false)}
        />
      )}
    </Dialog>
  );
}

type FormProps = {
  snippets: Snippet[] | undefined;
  snippetId: string;
  onSnippet: (id: string) => void;
  onWrite: () => void;
  onClose: () => void;
};

function Form({ snippets, snippetId, onSnippet, onWrite, onClose }: FormProps) {
  const words = useWords();
  const { create, editor } = words.automation;
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const canWrite = useCanSupervise();
  const faqs = useAllFaqs();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const examples = readExamples(text);
  const long = tooLongLine(text);
  const tooMany = examples.length > MOST_EXAMPLES;
  const taken = new Set(faqs.data?.map((faq) => faq.snippetId));
  const free = faqs.data ? snippets?.filter((snippet) => !taken.has(snippet.id)) : undefined;
  const chosen = snippets?.find((snippet) => snippet.id === snippetId);
  const { busy, error, failure, onSubmit } = useSubmit(async () => {
    const faq = await automation.createFaq({ snippetId, examples: examples.map((each) => ({ text: each })) });
    queryClient.setQueryData(keys.faq(workspaceId, faq.id), faq);
    await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    onClose();
    await navigate({ to: '/w/$workspaceId/automation/faqs/$faqId', params: { workspaceId, faqId: faq.id } });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(snippetId === '');
    if (snippetId !== '' && !long && !tooMany) void onSubmit(event);
  };
  const ofSnippet = failure?.field === '/snippetId' ? error : undefined;
  const nothing =
    snippets?.length === 0 ? create.noSnippets : free?.length === 0 ? create.allTaken : undefined;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-2">
        <SelectField
          className="min-w-52 flex-1"
          label={create.snippet}
          hint={nothing}
          error={ofSnippet ?? (missing && snippetId === '' ? create.required : null)}
          value={snippetId}
          disabled={!free}
          options={[
            { value: '', label: create.choose },
            ...(free ?? []).map((snippet) => ({
              value: snippet.id,
              label: snippet.topic ? `${snippet.topic}: ${snippet.name}` : snippet.name,
            })),
          ]}
          onValue={onSnippet}
        />
        {canWrite && (
          <Button className="mt-6" onClick={onWrite}>
            <PenLine className="size-4" />
            {create.write}
          </Button>
        )}
      </div>
      {chosen?.texts[0] && (
        <div>
          <p className="mb-1 text-xs text-faint">{create.answer}</p>
          <div dir="auto" className="max-h-40 overflow-y-auto rounded-lg bg-sunken px-3 py-2 text-sm">
            <Markdown text={chosen.texts[0].text} />
          </div>
        </div>
      )}
      <TextAreaField
        rows={7}
        label={create.examples}
        hint={create.examplesHint}
        placeholder={editor.addPlaceholder}
        error={long ? editor.tooLong(long) : tooMany ? editor.tooMany(examples.length) : null}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <FormError text={ofSnippet ? undefined : error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {create.submit}
        </Button>
      </div>
    </form>
  );
}
