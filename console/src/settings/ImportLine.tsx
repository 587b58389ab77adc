import type { Import } from '@causerie/protocol';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type Props = {
  import: Import;
  change: (action: () => Promise<unknown>) => Promise<boolean>;
  onOpen: () => void;
};

/** One import: how far it is, what became of it, and what can be done with it. */
export function ImportLine({ import: job, change, onOpen }: Props) {
  const words = useWords().imports;
  const formats = useFormats();
  const { settings } = useDesk();
  const [asking, setAsking] = useState(false);
  const busy = job.status === 'running' || job.status === 'undoing';
  const undoable = job.kind === 'contacts' && ['done', 'cancelled', 'failed'].includes(job.status);
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{job.fileName}</p>
          <p className="text-xs text-faint">
            {words.kinds[job.kind]} · {words.status[job.status]} · {formats.full(new Date(job.createdAt))}
          </p>
        </div>
        {job.status === 'ready' && (
          <Button size="sm" onClick={onOpen}>
            {job.kind === 'contacts' ? words.map.becomes : words.startHistory(formats.number(job.total))}…
          </Button>
        )}
        {(job.status === 'ready' || job.status === 'running') && (
          <Button size="sm" look="quiet" onClick={() => void change(() => settings.cancelImport(job.id))}>
            {words.cancel}
          </Button>
        )}
        {undoable && (
          <Button size="sm" look="quiet" onClick={() => setAsking(true)}>
            {words.undo}
          </Button>
        )}
      </div>
      {busy && <Progress job={job} />}
      <Counts job={job} />
      {job.reason && <p className="text-xs text-bad-ink">{job.reason}</p>}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.undoTitle}
        description={words.undoText}
        action={words.undo}
        onConfirm={() => {
          setAsking(false);
          void change(() => settings.undoImport(job.id));
        }}
      />
    </li>
  );
}

function Progress({ job }: { job: Import }) {
  const { imports: words, duration } = useWords();
  const formats = useFormats();
  const now = useNow();
  // How fast it goes is measured from what this screen has seen of it.
  const seen = useRef({ at: Date.now(), done: job.done });
  const pace = (job.done - seen.current.done) / Math.max(1, now - seen.current.at);
  const secondsLeft = pace > 0 ? (job.total - job.done) / pace / 1000 : undefined;
  const shown = [words.progress(formats.number(job.done), formats.number(job.total))];
  if (secondsLeft !== undefined && job.status === 'running')
    shown.push(words.left(duration.minutes(Math.max(1, Math.ceil(secondsLeft / 60)))));
  return (
    <div className="flex items-center gap-3">
      <progress
        aria-label={words.status[job.status]}
        value={job.status === 'undoing' ? undefined : job.done}
        max={Math.max(1, job.total)}
        className="h-1.5 flex-1 accent-accent"
      />
      <span role="status" className="tabular text-xs text-faint">
        {job.status === 'running' ? shown.join(' · ') : words.status[job.status]}
      </span>
    </div>
  );
}

function Counts({ job }: { job: Import }) {
  const words = useWords().imports;
  const { workspaceId } = useDesk();
  const names: Record<string, (n: number) => string> = words.counts;
  const told = Object.entries(job.counts).filter(([name, n]) => n > 0 && names[name]);
  if (told.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
      {told.map(([name, n]) => (
        <span key={name} className="tabular">
          {names[name]?.(n)}
        </span>
      ))}
      {(job.counts.failed ?? 0) + (job.counts.partly ?? 0) > 0 && (
        <a
          href={`/v1/workspaces/${workspaceId}/imports/${job.id}/problems.csv`}
          download
          className={buttonClass('quiet', 'sm')}
        >
          <Download className="size-3.5" aria-hidden="true" />
          {words.problems}
        </a>
      )}
    </div>
  );
}
