import { UsageError } from './options.ts';

const works: (() => void | Promise<void>)[] = [];
let running: Promise<void> | undefined;

/** What must be undone when the benchmark ends, in whatever way; the last one first. */
export function atEnd(work: () => void | Promise<void>): void {
  works.push(work);
}

/** Runs the benchmark, cleans up, and ends the process: with 1 if it failed, or whoever started it has ended. */
export async function runBench(work: () => Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(1));
  process.on('disconnect', () => void end(1));
  try {
    await work();
    await end(0);
  } catch (error) {
    console.error(error instanceof UsageError ? error.message : error);
    await end(1);
  }
}

async function end(code: number): Promise<void> {
  running ??= (async () => {
    for (let work = works.pop(); work; work = works.pop()) await work();
  })();
  await running.catch((error) => console.error('cleaning up:', error));
  process.exit(code);
}
