import type { Import, ImportKind } from '@causerie/protocol';
import { type FormEvent, useRef, useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { toAppError } from '../api/AppError.ts';
import { sendFile } from '../api/uploadFile.ts';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/Field.tsx';
import { FileField } from '../ui/FileField.tsx';
import { errorText } from '../words/errorText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { MappingForm } from './MappingForm.tsx';

type Props = {
  /** One that was given before and not started yet. */
  first: Import | undefined;
  onChanged: () => void;
  onClose: () => void;
};

/** Gives a file, looks into it, says what becomes of it, starts: nothing is taken in before that. */
export function ImportDialog({ first, onChanged, onClose }: Props) {
  const words = useWords();
  const desk = useDesk();
  const { number } = useFormats();
  const [job, setJob] = useState(first);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const start = async (mapping?: (string | null)[]) => {
    if (!job) return;
    setBusy(true);
    setError(undefined);
    try {
      await desk.settings.startImport(job.id, mapping ? { mapping } : {});
      onChanged();
      onClose();
    } catch (thrown) {
      setError(errorText(words, toAppError(thrown)));
      setBusy(false);
    }
  };
  return (
    <Dialog open wide onClose={onClose} title={words.imports.start}>
      {!job ? (
        <Give
          onGiven={(given) => {
            setJob(given);
            onChanged();
          }}
        />
      ) : job.kind === 'contacts' ? (
        <MappingForm job={job} busy={busy} error={error} onStart={(mapping) => void start(mapping)} />
      ) : (
        <div className="flex flex-col gap-4">
          <p className="text-sm text-soft">{words.imports.historyHint}</p>
          <FormError text={error} />
          <Button look="primary" className="self-end" busy={busy} onClick={() => void start()}>
            {words.imports.startHistory(number(job.total))}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

const kinds: ImportKind[] = ['contacts', 'chatwoot', 'intercom', 'zendesk', 'causerie'];

function Give({ onGiven }: { onGiven: (job: Import) => void }) {
  const words = useWords();
  const desk = useDesk();
  const inboxes = useInboxes();
  const [kind, setKind] = useState<ImportKind>('contacts');
  const [inboxId, setInboxId] = useState('');
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<string>();
  const stop = useRef(new AbortController());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    setError(undefined);
    setShare(0);
    try {
      const query = new URLSearchParams({ kind, ...(kind !== 'contacts' && inboxId && { inboxId }) });
      const path = `/v1/workspaces/${desk.workspaceId}/imports/files?${query}`;
      onGiven(await sendFile<Import>(path, file, setShare, stop.current.signal));
    } catch (thrown) {
      setError(errorText(words, toAppError(thrown)));
      setShare(undefined);
    }
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <SelectField
        label={words.imports.kind}
        hint={words.imports.kindHints[kind]}
        value={kind}
        options={kinds.map((value) => ({ value, label: words.imports.kinds[value] }))}
        onValue={(value) => setKind(value as ImportKind)}
      />
      {kind !== 'contacts' && (
        <SelectField
          label={words.imports.inbox}
          value={inboxId}
          options={[
            { value: '', label: words.imports.ownInbox },
            ...inboxes.map((inbox) => ({ value: inbox.id, label: inbox.name })),
          ]}
          onValue={setInboxId}
        />
      )}
      <FileField
        label={words.imports.file}
        choose={words.imports.choose}
        drop={words.imports.drop}
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json"
        file={file}
        onFile={setFile}
      />
      {share !== undefined && <progress aria-label={words.imports.file} value={share} className="w-full" />}
      <FormError text={error} />
      <Button type="submit" look="primary" className="self-end" busy={share !== undefined} disabled={!file}>
        {words.imports.upload}
      </Button>
    </form>
  );
}
