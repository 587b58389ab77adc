import { coerceError } from '../../errors.ts';
import type { Core } from '../core.ts';
import { BEAT_MS, claimRun, failRun, giveRunBack, keepRun, type RunId, type RunKind } from './runLease.ts';

/** What the work is given: when to stop, and a way to tell how far it is. */
export type Running = {
  run: RunId;
  /** Aborted when the run was cancelled, is somebody else's, or the program ends. */
  signal: AbortSignal;
  /** Asked every second: the share done. */
  tellShare(share: () => number): void;
};

/**
 * Does one run that is due, if there is one, and keeps it alive meanwhile. Several nodes may; after twenty seconds of silence another
 * one takes it up from the start. Resolves with how many were done.
 */
export async function doNextRun(
  core: Core,
  kind: RunKind,
  doer: string,
  stopping: AbortSignal,
  work: (running: Running) => Promise<void>,
): Promise<number> {
  if (stopping.aborted) return 0;
  const run = await claimRun(core, kind, doer);
  if (!run) return 0;
  const cancelled = new AbortController();
  const started = performance.now();
  let shareOf = () => 0;
  const beat = async () => {
    const share = shareOf();
    const elapsed = performance.now() - started;
    const left = share > 0.02 ? Math.round((elapsed * (1 - share)) / share / 1000) : null;
    if (!(await keepRun(core, kind, run, doer, share, left))) cancelled.abort(new Error('cancelled'));
  };
  // A beat that the database does not answer is missed; the next one tells.
  const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS);
  try {
    const signal = AbortSignal.any([cancelled.signal, stopping]);
    await work({ run, signal, tellShare: (share) => (shareOf = share) });
  } catch (thrown) {
    if (stopping.aborted) await giveRunBack(core, kind, run, doer);
    else if (!cancelled.signal.aborted) await failRun(core, kind, run, doer, coerceError(thrown).message);
  } finally {
    clearInterval(timer);
  }
  return 1;
}
