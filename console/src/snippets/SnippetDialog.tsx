import type { Snippet, StoredFile } from '@causerie/protocol';
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
import { useDraft } from '../ui/useDraft.ts';
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
  const fields = useDraft({
    name: snippet?.name ?? '',
    topic: snippet?.topic ?? '',
    teamId: snippet?.teamId ?? '',
  });
  // By language and by file, so that two people can change different ones.
  const textDraft = useDraft<Record<string, string | undefined>>(
    Object.fromEntries(snippet?.texts.map((each) => [each.language, each.text]) ?? []),
  );
  const fileDraft = useDraft<Record<string, StoredFile | undefined>>(
    Object.fromEntries(snippet?.files.map((each) => [each.id, each]) ?? []),
  );
  const { name, topic, teamId } = fields.shown;
  const there = Object.entries(textDraft.shown).flatMap(([tag, text]) =>
    text === undefined ? [] : [{ language: tag, text }],
  );
  const texts = there.length > 0 ? there : [{ language, text: '' }];
  const files = Object.values(fileDraft.shown).filter((file) => file !== undefined);
  const [empty, setEmpty] = useState(false);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const written = texts
      .filter((text) => text.text.trim() !== '')
      .map((t) => ({ ...t, text: t.text.trim() }));
    setEmpty(written.length === 0);
    if (written.length === 0) return;
    const fileIds = files.map((file) => file.id);
    const patch = {
      ...toBody(fields.changed),
      ...(textDraft.isChanged && { texts: written }),
      ...(fileDraft.isChanged && { fileIds }),
    };
    if (snippet && Object.keys(patch).length === 0) return onClose();
    const saved = await (snippet
      ? desk.snippets.patchSnippet(snippet.id, patch)
      : desk.snippets.createSnippet({ ...toBody(fields.shown), name: name.trim(), texts: written, fileIds }));
    await queryClient.invalidateQueries({ queryKey: keys.snippets(desk.workspaceId) });
    onSaved?.(saved);
    onClose();
  });
  const audience = [
    { value: '', label: page.everybody },
    ...teams.map((team) => ({ value: team.id, label: team.name })),
  ];
  return (
    <Dialog open wide onClose={onClose} title={snippet ? page.edit(snippet.name) : page.create}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="grid gap-4 md:grid-cols-[2fr_1.5fr_1fr]">
          <TextField
            required
            maxLength={80}
            label={form.name}
            hint={form.nameHint}
            theirs={fields.theirsOf('name')}
            value={name}
            onChange={(e) => fields.set({ name: e.target.value })}
          />
          <TextField
            maxLength={80}
            label={form.topic}
            hint={form.topicHint}
            list={topicList}
            theirs={fields.theirsOf('topic')}
            value={topic}
            onChange={(e) => fields.set({ topic: e.target.value })}
          />
          <SelectField
            label={form.team}
            value={teamId}
            theirs={fields.theirsOf(
              'teamId',
              (id) => audience.find(({ value }) => value === id)?.label ?? id,
            )}
            onValue={(id) => fields.set({ teamId: id })}
            options={audience}
          />
          <datalist id={topicList}>
            {topics.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </div>
        <SnippetTexts
          texts={texts}
          onText={(tag, text) => textDraft.set({ [tag]: text })}
          theirs={textDraft.contested.map((tag) => ({ language: tag, ...textDraft.theirsOf(tag)! }))}
          error={empty ? form.required : undefined}
        />
        <Files
          files={files}
          onAdd={(file) => fileDraft.set({ [file.id]: file })}
          onRemove={(file) => fileDraft.set({ [file.id]: undefined })}
        />
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

/** For the server: an empty topic is none, an empty team everybody. */
const toBody = ({ name, topic, teamId }: { name?: string; topic?: string; teamId?: string }) => ({
  ...(name !== undefined && { name: name.trim() }),
  ...(topic !== undefined && { topic: topic.trim() || null }),
  ...(teamId !== undefined && { teamId: teamId || null }),
});

type FilesProps = {
  files: StoredFile[];
  onAdd: (file: StoredFile) => void;
  onRemove: (file: StoredFile) => void;
};

function Files({ files, onAdd, onRemove }: FilesProps) {
  const { form } = useWords().snippets;
  const { workspaceId } = useDesk();
  const report = useReport();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const add = async (chosen: FileList | null) => {
    setBusy(true);
    try {
      for (const file of chosen ?? [])
        onAdd(await uploadFile(workspaceId, file, () => {}, new AbortController().signal));
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
            className="rounded-sm p-1.5 hover:bg-hover"
            onClick={() => onRemove(file)}
          >
            <X className="size-3" />
          </button>
        </span>
      ))}
    </div>
  );
}
