import { setPriority } from 'node:os';

/** The lowest priority for this thread. On Linux a priority is a thread's: those that serve messages keep theirs. */
export function beNice(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, 19);
  } catch {
    // Not allowed here: it works all the same.
  }
}
