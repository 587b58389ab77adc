import type { BulkRun } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

const LOOK_MS = 1000;
/** So long after its end a run is still shown to whoever comes back. */
const SHOWN_MS = 3600_000;
const DISMISSED = 'causerie.bulk-run-dismissed';

const isActive = ({ status }: BulkRun) =>
  status === 'collecting' || status === 'running' || status === 'undoing';

/** How far one's change of a whole list is, with a way to end it; and afterwards what became of it, with a way back. */
export function BulkRunStrip() {
  const desk = useDesk();
  const { data: runs = [] } = useQuery({
    queryKey: keys.bulkRuns(desk.workspaceId),
    queryFn: () => desk.api.bulkRuns(),
    refetchInterval: ({ state }) => (state.data?.some(isActive) ? LOOK_MS : false),
  });
  const [dismissed, setDismissed] = useState(() => localStorage.getItem(DISMISSED));
  const [newest] = runs;
  const run = runs.find(isActive) ?? newest;
  if (!run || (!isActive(run) && (run.id === dismissed || isLongOver(run)))) return null;
  const dismiss = () => {
    localStorage.setItem(DISMISSED, run.id);
    setDismissed(run.id);
  };
  return isActive(run) ? (
    <UnderWay key={`${run.id} ${run.status}`} run={run} />
  ) : (
    <Over run={run} onDismiss={dismiss} />
  );
}

const isLongOver = ({ finishedAt }: BulkRun) =>
  finishedAt !== null && Date.now() - Date.parse(finishedAt) > SHOWN_MS;

function useChangeRun() {
  const desk = useDesk();
  const client = useQueryClient();
  const report = useReport();
  const [busy, setBusy] = useState(false);
  const change = async (action: () => Promise<BulkRun>) => {
    setBusy(true);
    try {
      const run = await action();
      client.setQueryData<BulkRun[]>(keys.bulkRuns(desk.workspaceId), (known = []) =>
        known.map((each) => (each.id === run.id ? run : each)),
      );
    } catch (thrown) {
      report(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { busy, change };
}

const frame = 'flex shrink-0 flex-col gap-1.5 border-b border-line bg-sunken px-3 py-2 text-xs';

function UnderWay({ run }: { run: BulkRun }) {
  const words = useWords();
  const { bulk } = words.desk;
  const formats = useFormats();
  const desk = useDesk();
  const now = useNow();
  const { busy, change } = useChangeRun();
  // How fast it goes is measured from what this screen has seen of it.
  const seen = useRef({ at: Date.now(), done: run.done });
  const pace = (run.done - seen.current.done) / Math.max(1, now - seen.current.at);
  const minutesLeft = pace > 0 ? Math.max(1, Math.ceil((run.total - run.done) / pace / 60_000)) : undefined;
  const counts = [formats.number(run.done), formats.number(run.total)] as const;
  const text =
    run.status === 'collecting'
      ? bulk.collecting
      : run.status === 'undoing'
        ? bulk.undoing(...counts)
        : bulk.running(...counts);
  return (
    <section aria-label={bulk.runLabel} className={frame}>
      <div className="flex items-center gap-2">
        <p className="tabular min-w-0 flex-1">
          {text}
          {minutesLeft !== undefined && (
            <span className="text-faint"> · {words.imports.left(words.duration.minutes(minutesLeft))}</span>
          )}
        </p>
        {run.status !== 'undoing' && (
          <Button
            size="sm"
            look="quiet"
            busy={busy}
            onClick={() => void change(() => desk.api.cancelBulkRun(run.id))}
          >
            {bulk.stop}
          </Button>
        )}
      </div>
      <progress
        aria-label={bulk.runLabel}
        max={Math.max(1, run.total)}
        {...(run.status !== 'collecting' && { value: run.done })}
        className="h-1.5 w-full accent-accent"
      />
    </section>
  );
}

function Over({ run, onDismiss }: { run: BulkRun; onDismiss: () => void }) {
  const words = useWords();
  const { bulk } = words.desk;
  const desk = useDesk();
  const { busy, change } = useChangeRun();
  const failures = Object.entries(run.failures);
  const failed = failures.reduce((sum, [, n]) => sum + n, 0);
  const errors: Record<string, string> = words.errors;
  const said =
    run.status === 'undone'
      ? bulk.undone(run.undone)
      : run.status === 'cancelled'
        ? bulk.cancelled(run.changed)
        : bulk.done(run.changed);
  return (
    <section aria-label={bulk.runLabel} className={frame}>
      <div className="flex items-start gap-2">
        <div role="status" className="min-w-0 flex-1 pt-1">
          <p>{said}</p>
          {failed > 0 && (
            <p className="text-bad-ink">
              {run.status === 'failed' ? bulk.ended : bulk.failed(failed)}
              {': '}
              {failures.map(([code]) => errors[code] ?? code).join(' ')}
            </p>
          )}
        </div>
        {run.undoUntil && (
          <Button
            size="sm"
            look="quiet"
            busy={busy}
            onClick={() => void change(() => desk.api.undoBulkRun(run.id))}
          >
            {bulk.undo}
          </Button>
        )}
        <IconButton label={words.common.close} size="sm" onClick={onDismiss}>
          <X className="size-3.5" />
        </IconButton>
      </div>
    </section>
  );
}
