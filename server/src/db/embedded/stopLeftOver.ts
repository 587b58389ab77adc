import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunAs } from './chooseRunAs.ts';
import { runProgram } from './runProgram.ts';

/** A supervisor ends its server within milliseconds after us; it is given this long. */
const PATIENCE_MS = 1000;
const STEP_MS = 20;
/** Above every system's highest: nobody has it. */
const NOBODYS_PID = 2_147_483_647;

type Options = { binaries: string; runAs: RunAs; cluster: string; sockets: string };

/**
 * Makes sure that no server of an earlier run is on these files: waits for one on its way out, else stops it. What a
 * killed one has left is made harmless.
 */
export async function stopLeftOver(options: Options): Promise<void> {
  const { cluster, sockets } = options;
  await waitUntilGone(options);
  disown(join(cluster, 'postmaster.pid'));
  // Our lock is held and nobody runs on the data: what lies in the private folder is a dead server's.
  for (const name of readdirSync(sockets)) rmSync(join(sockets, name));
}

async function waitUntilGone({ binaries, runAs, cluster }: Options): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    const pid = readPid(join(cluster, 'postmaster.pid'));
    if (pid === undefined || !isServerOf(cluster, pid)) return;
    await pause(STEP_MS);
  }
  await runProgram([
    ...[...runAs.prefix, join(binaries, 'pg_ctl'), 'stop', '-D', cluster],
    ...['-m', 'fast', '-w', '-t', '60'],
  ]);
}

/** The process id of the server that runs on these files and takes connections. */
export function findReadyServer(cluster: string): number | undefined {
  // The eighth line is the server's state: the way `pg_ctl` looks.
  const lines = readLines(join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  return lines[7]?.trim() === 'ready' && pid !== NOBODYS_PID ? pid : undefined;
}

function readPid(file: string): number | undefined {
  return Number.parseInt(readLines(file)[0] ?? '', 10) || undefined;
}

/** The file goes when the server does, perhaps while we look. */
function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Whether this process is a server on these files. Where that cannot be known, any living process is taken for one. */
function isServerOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (!existsSync('/proc/self/cwd')) return true;
  try {
    // A server's working folder is its data folder. A process that has ended has none.
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * After a crash and a restart of the machine or container, the number can belong to any other process: PostgreSQL would
 * refuse to start, and `pg_ctl stop` would hit that process. Only the number is changed. The file must stay: by its
 * other lines PostgreSQL sees whether processes of the old server still hold its memory.
 */
function disown(file: string): void {
  const [, ...rest] = readLines(file);
  if (rest.length > 0) writeFileSync(file, [NOBODYS_PID, ...rest].join('\n'));
}
