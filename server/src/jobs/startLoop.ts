import { coerceError } from '../errors.ts';

export type Loop = {
  /** Ends the pause, or has the work done once more if it is under way. */
  wake(): void;
  stop(): Promise<void>;
};

/**
 * Does `work` again and again: at once while it finds something to do (it returns how much), otherwise after a pause.
 * A failure is recorded and the loop goes on after the pause; it never runs twice at a time.
 */
export function startLoop(
  name: string,
  everyMs: number,
  work: () => Promise<number>,
  log: { error(details: object, text: string): void },
): Loop {
  let stopping = false;
  let woken = false;
  let endPause = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopping) {
      woken = false;
      const done = await work().catch((thrown) => {
        log.error({ err: coerceError(thrown) }, `${name} failed`);
        return 0;
      });
      if (done === 0 && !woken && !stopping) await pause();
    }
  })();
  const wake = () => {
    // Also while it works: what it has looked at already may have changed since.
    woken = true;
    endPause();
  };
  return {
    wake,
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
