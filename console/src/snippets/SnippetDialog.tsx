import type { Snippet, SnippetText, StoredFile } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Paperclip, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { uploadFile } from '../api/uploadFile.ts';
import { useTeams } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';
import { SnippetTexts } from './SnippetTexts.tsx';

type Props = {
  snippet: Snippet | undefined;
  topics: string[];
  onClose: () => void;
  onSaved?: (snippet: Snippet) => void;
};

/** Writes a snippet: what it is called, who it is for, what it says in each language, what goes with it. */
export function SnippetDialog({ snippet, topics, onClose, onSaved }: Props) {
  const words = useWords();
  const { form, page } = words.snippets;
  const desk = useDesk();
  const { language } = useLanguage();
  const queryClient = useQueryClient();
  const teams = useTeams();
  const topicList = useId();
  const [name, setName] = useState(snippet?.name ?? '');
  const [topic, setTopic] = useState(snippet?.topic ?? '');
  const [teamId, setTeamId] = useState(snippet?.teamId ?? '');
  const [texts, setTexts] = useState<SnippetText[]>(snippet?.texts ?? [{ language, text: '' }]);
  const [files, setFiles] = useState<StoredFile[]>(snippet?.files ?? []);
  const [empty, setEmpty] = useState(false);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const written = texts
      .filter((text) => text.text.trim() !== '')
      .map((t) => ({ ...t, text: t.text.trim() }));
    setEmpty(written.length === 0);
    if (written.length === 0) return;
    const body = {
      name: name.trim(),
      topic: topic.trim() || null,
      teamId: teamId || null,
      texts: written,
      fileIds: files.map((file) => file.id),
    };
    const saved = await (snippet
      ? desk.snippets.patchSnippet(snippet.id, body)
      : desk.snippets.createSnippet(body));
    await queryClient.invalidateQueries({ queryKey: keys.snippets(desk.workspaceId) });
    onSaved?.(saved);
    onClose();
  });
  return (
    <Dialog open wide onClose={onClose} title={snippet ? page.edit(snippet.name) : page.create}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="grid gap-4 md:grid-cols-[2fr_1.5fr_1fr]">
          <TextField
            required
            maxLength={80}
            label={form.name}
            hint={form.nameHint}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
          <TextField
            maxLength={80}
            label={form.topic}
            hint={form.topicHint}
            list={topicList}
            value={topic}
            onChange={(e) => setTopic(e.target.value)}
          />
          <SelectField
            label={form.team}
            value={teamId}
            onValue={setTeamId}
            options={[
              { value: '', label: page.everybody },
              ...teams.map((t) => ({ value: t.id, label: t.name })),
            ]}
          />
          <datalist id={topicList}>
            {topics.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </div>
        <SnippetTexts texts={texts} onTexts={setTexts} error={empty ? form.required : undefined} />
        <Files files={files} onFiles={setFiles} />
        <FormError text={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Files({ files, onFiles }: { files: StoredFile[]; onFiles: (files: StoredFile[]) => void }) {
  const { form } = useWords().snippets;
  const { workspaceId } = useDesk();
  const report = useReport();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const add = async (chosen: FileList | null) => {
    setBusy(true);
    try {
      const stored: StoredFile[] = [];
      for (const file of chosen ?? [])
        stored.push(await uploadFile(workspaceId, file, () => {}, new AbortController().signal));
      onFiles([...files, ...stored]);
    } catch (thrown) {
      report(thrown);
    } finally {
      setBusy(false);
      if (input.current) input.current.value = '';
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={form.addFile}
        onChange={(e) => void add(e.target.files)}
      />
      <Button size="sm" busy={busy} onClick={() => input.current?.click()}>
        <Paperclip className="size-3.5" />
        {form.addFile}
      </Button>
      {files.map((file) => (
        <span key={file.id} className="flex h-7 items-center gap-1 rounded-md bg-sunken ps-2.5 pe-1 text-xs">
          <span className="max-w-48 truncate">{file.name}</span>
          <button
            type="button"
            aria-label={form.removeFile(file.name)}
            className="rounded-sm p-1 hover:bg-hover"
            onClick={() => onFiles(files.filter((each) => each.id !== file.id))}
          >
            <X className="size-3" />
          </button>
        </span>
      ))}
    </div>
  );
}
