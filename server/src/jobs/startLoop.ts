import { coerceError } from '../errors.ts';

/** `wake` ends the pause. */
export type Loop = { wake(): void; stop(): Promise<void> };

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
  let wake = () => {};
  let woken = false;
  const pause = () =>
    new Promise<void>((resolve) => {
      if (woken) return resolve();
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
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
      if (done === 0 && !stopping) await pause();
    }
  })();
  return {
    wake() {
      // Also while it works: what it has looked at already may have changed since.
      woken = true;
      wake();
    },
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
