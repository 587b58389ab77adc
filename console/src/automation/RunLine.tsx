import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatSeconds } from '../reports/metrics.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { usePercent } from './usePercent.ts';

/** Long work of the server, as all of its kinds tell it. */
type Run = { state: string; progress: number; secondsLeft: number | null; problem: string | null };

export const isUnderWay = (run: { state: string } | undefined): boolean =>
  run?.state === 'queued' || run?.state === 'running';

type Props = {
  sign: ReactNode;
  title: string;
  words: { queued: string; running: (share: string) => string; failed: string };
  /** The newest one. */
  run: Run;
  /** Without it, it cannot be stopped by who looks. */
  onStop: (() => void) | undefined;
  stopping: boolean;
  /** What stands there when nothing goes on. */
  children: ReactNode;
};

/** How far the work is, with time left and a way to stop it; or what came of the last one. */
export function RunLine({ sign, title, words, run, onStop, stopping, children }: Props) {
  const { opportunities } = useWords();
  return (
    <section
      aria-label={title}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-raised px-4 py-3 shadow-soft"
    >
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-ink [&_svg]:size-4.5">
        {sign}
      </span>
      <div className="min-w-[min(100%,14rem)] flex-1 text-sm">
        {isUnderWay(run) ? <Progress run={run} title={title} words={words} /> : children}
      </div>
      {isUnderWay(run) && onStop && (
        <Button size="sm" busy={stopping} onClick={onStop}>
          {opportunities.run.stop}
        </Button>
      )}
      {run.state === 'failed' && (
        <div
          role="alert"
          className="flex w-full items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad-ink"
        >
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <div className="min-w-0">
            <p>{words.failed}</p>
            {run.problem && <p className="mt-1 font-mono text-xs break-words">{run.problem}</p>}
          </div>
        </div>
      )}
    </section>
  );
}

function Progress({ run, title, words }: Pick<Props, 'run' | 'title' | 'words'>) {
  const { opportunities, reports } = useWords();
  const percent = usePercent();
  const facts =
    run.state === 'queued'
      ? [words.queued]
      : [
          words.running(percent(run.progress)),
          run.secondsLeft !== null && opportunities.run.left(formatSeconds(reports, run.secondsLeft)),
        ];
  return (
    <div className="flex flex-col gap-1">
      <div
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(run.progress * 100)}
        className="h-1.5 max-w-md overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${run.progress * 100}%` }}
        />
      </div>
      <p className="tabular text-xs text-soft">{facts.filter(Boolean).join(' · ')}</p>
    </div>
  );
}
