import { FileText, RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { MAX_FILE_BYTES } from './limits.ts';
import { removeUpload, retryUpload, type Upload, useUploads } from './uploads.ts';

/** Files that will go with the message: progress, cancel, try again. */
export function UploadChips({ conversationId }: { conversationId: string }) {
  const uploads = useUploads(conversationId);
  if (uploads.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-2.5">
      {uploads.map((upload) => (
        <Chip key={upload.key} upload={upload} conversationId={conversationId} />
      ))}
    </ul>
  );
}

function Chip({ upload, conversationId }: { upload: Upload; conversationId: string }) {
  const words = useWords();
  const formats = useFormats();
  const { workspaceId } = useDesk();
  const { file, failure, share, stored } = upload;
  const percent = `${formats.number(Math.round(share * 100))} %`;
  const state = failure
    ? failure === 'too_large'
      ? words.thread.composer.tooLarge(formats.bytes(MAX_FILE_BYTES))
      : words.errors[failure]
    : stored
      ? formats.bytes(stored.size)
      : percent;
  return (
    <li
      className={cx(
        'relative flex h-12 max-w-60 items-center gap-2 overflow-hidden rounded-lg border bg-surface ps-1.5 pe-1',
        failure ? 'border-bad' : 'border-line',
      )}
    >
      {upload.preview ? (
        <img src={upload.preview} alt="" className="size-9 shrink-0 rounded-md object-cover" />
      ) : (
        <FileText className="mx-1.5 size-5 shrink-0 text-faint" aria-hidden="true" />
      )}
      <span className="min-w-0">
        <span className="block truncate text-xs font-medium text-ink">{file.name}</span>
        <span
          className={cx('tabular block truncate text-2xs', failure ? 'text-bad-ink' : 'text-faint')}
          title={state}
        >
          {state}
        </span>
      </span>
      {failure && failure !== 'too_large' && (
        <ChipButton
          label={words.thread.composer.retryUpload(file.name)}
          onClick={() => retryUpload(workspaceId, conversationId, upload.key)}
        >
          <RotateCw className="size-3.5" />
        </ChipButton>
      )}
      <ChipButton
        label={words.thread.composer.cancelUpload(file.name)}
        onClick={() => removeUpload(conversationId, upload.key)}
      >
        <X className="size-3.5" />
      </ChipButton>
      {!stored && !failure && (
        <span
          role="progressbar"
          aria-label={words.thread.composer.uploading(file.name, percent)}
          aria-valuenow={Math.round(share * 100)}
          className="absolute start-0 bottom-0 h-0.5 bg-accent transition-[width]"
          style={{ width: `${Math.round(share * 100)}%` }}
        />
      )}
    </li>
  );
}

function ChipButton(props: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      onClick={props.onClick}
      className="flex size-7 shrink-0 items-center justify-center rounded-md text-soft hover:bg-hover"
    >
      {props.children}
    </button>
  );
}
