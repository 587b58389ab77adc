import { totalmem } from 'node:os';

const GIGABYTE = 1024 ** 3;
/** Bytes of memory from which there is room, and megabytes of a half of the young generation: V8 has 16 unless told. */
const rooms = [
  { from: 4 * GIGABYTE, semiSpaceMb: 64 },
  { from: 2 * GIGABYTE, semiSpaceMb: 32 },
];

/**
 * Messages leave much behind that is of no use a moment later. With more room for what is young the collector looks at it
 * less often, and less of it is still in use then (docs/performance.md has the figures). V8 takes the size only when it
 * starts, so the program takes its own place once more, with the size among its options: the same process, no child, as
 * early as can be. To be called before anything else is done. Whoever wants another size says so in `NODE_OPTIONS`.
 */
export function giveRoom(): void {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const chosen = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  // A parent that talks to us through a channel would lose it. Node cannot do it before 22.15, nor on Windows.
  const size = roomFor(memory, chosen);
  if (process.connected || !process.execve || size === undefined) return;
  const [program, ...rest] = process.argv as [string, ...string[]];
  try {
    process.execve(
      process.execPath,
      [program, `--max-semi-space-size=${size}`, ...process.execArgv, ...rest],
      process.env,
    );
  } catch {
    // It goes on as it is.
  }
}

/** Megabytes; undefined where memory (bytes) is short, where somebody chose sizes themselves or watches by a debugger. */
export const roomFor = (memory: number, options: string): number | undefined =>
  /semi[-_]space|old[-_]space|young[-_]gen|heap[-_]size|--inspect/.test(options)
    ? undefined
    : rooms.find(({ from }) => memory >= from)?.semiSpaceMb;
